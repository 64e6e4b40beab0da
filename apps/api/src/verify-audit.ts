import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { Problem } from './audit/chain/chain-check.js';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './audit/chain/checkpoint.js';
import { AUDIT_PROBLEMS } from './audit/chain/problems.js';
import { NotAnExport, verifyFile } from './audit/chain/verify-file.js';
import { checkpointAt, verifyLog } from './audit/chain/verify-log.js';
import { ConfigError, configFromEnvironment, tokenKeysFromEnvironment } from './config.js';
import type { Services } from './context.js';

const HELP = `Holds the audit log against its chain, and names every row that is not as it was sealed.

  node dist/verify-audit.js
  node dist/verify-audit.js --organization de-linde --checkpoint 12304-9f2c…
  node dist/verify-audit.js --file audit-2026-11-26.csv

  --organization   the slug of one organization; left out, all of them
  --checkpoint     what an earlier verification printed, kept outside: shows that nothing up to it was cut off or replaced
  --file           an export (.csv or .jsonl) instead of the database
  --partial        the export was made with a filter: rows in between may be missing
  --help           this text

The settings are those of the server. For a file TOKEN_KEYS is enough; without it, hashes are checked and signatures are not.
Ends with 0 when everything is as it was sealed, with 1 when something is not, with 2 when it was called wrongly.
`;

class Wrong extends Error {}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const checkpoint = options.checkpoint === undefined ? null : readCheckpoint(options.checkpoint);
  if (options.checkpoint !== undefined && !checkpoint)
    throw new Wrong(
      '--checkpoint must be a number, a hyphen and a hash, as an earlier verification printed it',
    );
  if (options.file !== undefined) return verifyExport(options.file, options.partial, checkpoint);
  if (checkpoint && !options.organization) throw new Wrong('--checkpoint goes with --organization or --file');
  // Only now: it is most of the server, and a file needs none of it.
  const { createServices } = await import('./system.js');
  const system = await createServices({ ...configFromEnvironment(), logLevel: 'silent' });
  try {
    return await verifyDatabase(system.services, options.organization, checkpoint);
  } finally {
    await system.close();
  }
}

async function verifyDatabase(
  { dataSource, config }: Services,
  slug: string | undefined,
  checkpoint: Checkpoint | null,
): Promise<number> {
  const organizations = await dataSource.query<{ id: string; slug: string }[]>(
    `SELECT id, slug FROM organizations ${slug === undefined ? '' : 'WHERE slug = ?'} ORDER BY slug`,
    slug === undefined ? [] : [slug],
  );
  if (organizations.length === 0) throw new Wrong(`there is no organization ${slug ?? 'at all'}`);
  let bad = 0;
  for (const { id, slug: name } of organizations) {
    const { place, problemCount } = await verifyLog(
      dataSource.manager,
      { organizationId: id, keys: config.tokenKeys, checkpoint },
      (problem) => say(`${name}: ${describe(problem)}`),
    );
    bad += problemCount;
    const end = problemCount === 0 ? await checkpointAt(dataSource.manager, id, place.reached) : null;
    say(
      end
        ? `${name}: ${place.reached} entries, unbroken; checkpoint ${writeCheckpoint(end)}`
        : `${name}: ${place.reached} entries, ${problemCount} with a problem`,
    );
  }
  return bad === 0 ? 0 : 1;
}

async function verifyExport(path: string, partial: boolean, checkpoint: Checkpoint | null): Promise<number> {
  const keys = tokenKeysFromEnvironment();
  const { rows, unsealed, last, problemCount } = await verifyFile(
    { path, keys, partial, checkpoint },
    (problem) => say(describe(problem)),
  );
  const notes = [
    unsealed > 0 ? `${unsealed} of them were not sealed yet` : '',
    keys ? '' : 'signatures not checked, since TOKEN_KEYS is not set',
  ].filter(Boolean);
  const outcome =
    problemCount > 0
      ? `${problemCount} with a problem`
      : `${partial ? 'each as it was sealed' : 'unbroken'}${last ? `; checkpoint ${writeCheckpoint(last)}` : ''}`;
  say([`${rows} entries, ${outcome}`, ...notes].join('; '));
  return problemCount === 0 ? 0 : 1;
}

function describe({ kind, seq, otherSeq, entryId }: Problem): string {
  const place =
    seq === null
      ? ''
      : otherSeq && kind !== 'REORDERED' && otherSeq !== seq
        ? `seals ${seq} to ${otherSeq}`
        : `seal ${seq}`;
  const where = [place, entryId ? `entry ${entryId}` : ''].filter(Boolean).join(', ');
  const origin = kind === 'REORDERED' && otherSeq ? ` (belongs to seal ${otherSeq})` : '';
  return `${where}: ${AUDIT_PROBLEMS[kind]}${origin}`;
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        organization: { type: 'string' },
        checkpoint: { type: 'string' },
        file: { type: 'string' },
        partial: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Wrong(`${(error as Error).message}\n\n${HELP}`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof NotAnExport || error instanceof Wrong;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
