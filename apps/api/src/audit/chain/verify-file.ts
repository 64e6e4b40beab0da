import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CsvError, readCsv } from '../../exports/csv.js';
import { isId } from '../../id.js';
import type { KeyRing, StoredEntry } from './chain.js';
import { ChainCheck, type ChainRow, type Problem } from './chain-check.js';
import type { Checkpoint } from './checkpoint.js';

const BATCH = 1_000;

/** The file cannot be read as an export. */
export class NotAnExport extends Error {}

interface FileToVerify {
  path: string;
  /** Null: hashes only. */
  keys: KeyRing | null;
  /** An export with a filter: rows in between may be missing. */
  partial: boolean;
  checkpoint: Checkpoint | null;
}

interface VerifiedFile {
  rows: number;
  unsealed: number;
  last: Checkpoint | null;
  problemCount: number;
}

/** Holds an export against the chain that is in it: without a database, and by whoever has the file. */
export async function verifyFile(
  { path, keys, partial, checkpoint }: FileToVerify,
  report: (problem: Problem) => void,
): Promise<VerifiedFile> {
  const result: VerifiedFile = { rows: 0, unsealed: 0, last: null, problemCount: 0 };
  const tell = (problems: Problem[]) => {
    result.problemCount += problems.length;
    for (const problem of problems) report(problem);
  };
  let chain: ChainCheck | null = null;
  let batch: ChainRow[] = [];
  const flush = () => {
    const [first] = batch;
    if (!first) return;
    chain ??= partial
      ? new ChainCheck(keys, null, { gapsAllowed: true })
      : ChainCheck.fromBeginning(keys, first.seal.organizationId);
    tell(chain.check(batch));
    batch = [];
  };
  for await (const record of recordsOf(path)) {
    result.rows += 1;
    if (!record.seq) {
      result.unsealed += 1;
      continue;
    }
    const row = toRow(record);
    result.last = { seq: row.seal.seq, hash: row.seal.hash };
    if (row.seal.seq === checkpoint?.seq && row.seal.hash !== checkpoint.hash)
      tell([{ kind: 'REPLACED', seq: row.seal.seq, entryId: row.seal.entryId }]);
    batch.push(row);
    if (batch.length === BATCH) flush();
  }
  flush();
  tell((chain as ChainCheck | null)?.finish() ?? []);
  const reached = result.last?.seq ?? 0;
  if (checkpoint && reached < checkpoint.seq)
    tell([{ kind: 'CUT_OFF', seq: reached + 1, entryId: null, otherSeq: checkpoint.seq }]);
  return result;
}

type FileRecord = Record<string, string | null>;

async function* recordsOf(path: string): AsyncGenerator<FileRecord> {
  const stream = createReadStream(path, 'utf8');
  if (path.endsWith('.jsonl')) {
    for await (const line of createInterface({ input: stream })) if (line) yield parseLine(line);
    return;
  }
  try {
    yield* recordsOfCsv(stream);
  } catch (error) {
    if (error instanceof CsvError) throw new NotAnExport(`the file is no CSV: ${error.message}`);
    throw error;
  }
}

async function* recordsOfCsv(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let header: string[] | null = null;
  for await (const cells of readCsv(text)) {
    if (header === null) {
      header = cells;
      for (const column of ['seq', 'hash', 'previousHash', 'id', 'at'])
        if (!header.includes(column)) throw new NotAnExport(`the file has no column ${column}`);
      continue;
    }
    yield Object.fromEntries(header.map((column, index) => [column, cells[index] || null]));
  }
}

function parseLine(line: string): FileRecord {
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(record).map(([key, value]) => [key, value === null ? null : String(value)]),
    );
  } catch {
    throw new NotAnExport('a line of the file is no JSON');
  }
}

function toRow(record: FileRecord): ChainRow {
  const text = (column: string) => record[column] ?? '';
  const moment = (column: string) => {
    const at = new Date(text(column));
    // Still compared, and found to be changed.
    return Number.isNaN(at.getTime()) ? new Date(0) : at;
  };
  const organizationId = text('organizationId');
  if (!isId(organizationId)) throw new NotAnExport('a row names no organization');
  const entry = {
    id: text('id'),
    organizationId,
    action: text('action'),
    actorKind: text('actorKind'),
    actorUserId: record.actorUserId ?? null,
    actorStaffId: record.actorStaffId ?? null,
    onBehalfOf: record.onBehalfOf ?? null,
    address: record.address ?? null,
    subjectType: record.subjectType ?? null,
    subjectId: record.subjectId ?? null,
    reason: record.reason ?? null,
    details: record.details ?? null,
    at: moment('at'),
  } as StoredEntry;
  return {
    entry,
    seal: {
      organizationId,
      seq: Number(record.seq),
      entryId: entry.id,
      previousHash: text('previousHash'),
      hash: text('hash'),
      keyId: text('keyId'),
      signature: text('signature'),
      sealedAt: moment('sealedAt'),
    },
  };
}
