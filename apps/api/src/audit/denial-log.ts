import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Limits } from '../auth/limits.js';
import { limitKey } from '../auth/throttle.js';
import type { RequestContext } from '../context.js';
import { inTransaction } from '../database/transaction.js';
import { isId } from '../id.js';
import type { Wake } from '../wake.js';
import type { AuditAction } from './actions.js';
import type { AuditSubject } from './audit-entry.entity.js';
import { recordAudit } from './record-audit.js';

interface Denial {
  /** Of whom something was wanted; need not exist. */
  organizationId: string;
  action?: AuditAction;
  /** The caller, when they belong to it. */
  staffMemberId?: string | null;
  subjectType?: AuditSubject;
  subjectId?: string | null;
  details?: Record<string, unknown>;
}

type Caller = Pick<RequestContext, 'viewer' | 'apiKey' | 'http'>;

interface Parts {
  readonly log: Logger;
  readonly dataSource: DataSource;
  readonly wake: Wake;
  readonly limits: Pick<Limits, 'denials'>;
}

/** Lines that may wait to be written; a machine that asks faster than we write is only counted. */
const MAX_WAITING = 500;

/** Between these, by chance, is how long what is written apart waits. Less than a person takes to try once more. */
const APART_MS = { least: 100, most: 1_000 };

/**
 * Writes refusals into the log of the organization that somebody tried to reach. Apart from the request: its transaction, if
 * any, has failed, and the time of the answer must not tell whether that organization exists. So many for each caller; what is
 * above that is counted and told with the next.
 */
export class DenialLog {
  readonly #parts: Parts;
  readonly #waiting = new Set<Promise<void>>();
  readonly #unwritten = new Map<string, number>();
  /** Each begins one that waits for its time. */
  readonly #apart = new Set<() => void>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  note(caller: Caller, denial: Denial): void {
    this.noteWhen(caller, async () => [denial]);
  }

  /**
   * For refusals that have to be looked up first: by ids, whose organizations are not known yet.
   * @param apart some time after the answer, for what anybody may try: otherwise the request that follows is a little slower
   *   where something is written, and tells what the answer did not
   */
  noteWhen(
    caller: Caller,
    find: (dataSource: DataSource) => Promise<Denial[]>,
    { apart = false }: { apart?: boolean } = {},
  ): void {
    const key = caller.apiKey ? `key:${caller.apiKey.id}` : limitKey(caller);
    if (this.#waiting.size >= MAX_WAITING || this.#parts.limits.denials.take(key) > 0) {
      this.#unwritten.set(key, (this.#unwritten.get(key) ?? 0) + 1);
      if (this.#unwritten.size > MAX_WAITING)
        this.#unwritten.delete(this.#unwritten.keys().next().value ?? '');
      return;
    }
    const unwritten = this.#unwritten.get(key);
    this.#unwritten.delete(key);
    const work: Promise<void> = (apart ? this.#sometime() : setImmediatePromise())
      .then(() => find(this.#parts.dataSource))
      .then((denials) => this.#write(caller, denials, unwritten))
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a refusal could not be written down'))
      .then(() => void this.#waiting.delete(work));
    this.#waiting.add(work);
  }

  /** Resolves when everything noted so far is written. */
  async rest(): Promise<void> {
    for (const begin of this.#apart) begin();
    await Promise.all(this.#waiting);
  }

  #sometime(): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        clearTimeout(timer);
        this.#apart.delete(begin);
        resolve();
      };
      const { least, most } = APART_MS;
      const timer = setTimeout(begin, least + Math.random() * (most - least));
      this.#apart.add(begin);
    });
  }

  async #write(
    { viewer, apiKey, http }: Caller,
    denials: Denial[],
    unwritten: number | undefined,
  ): Promise<void> {
    const named = denials.map(({ organizationId }) => organizationId).filter(isId);
    if (named.length === 0) return;
    const { dataSource, wake } = this.#parts;
    const existing = await dataSource.query<{ id: string }[]>(
      'SELECT id FROM organizations WHERE id IN (?)',
      [named],
    );
    const ids = new Set(existing.map(({ id }) => id));
    const records = denials.filter(({ organizationId }) => ids.has(organizationId));
    await inTransaction(this.#parts, (db) =>
      recordAudit(
        { viewer, apiKey, http, db, services: { wake }, noteAudited() {}, afterCommit() {} },
        records.map(({ action = 'access.denied', details, ...rest }) => ({
          ...rest,
          action,
          details: unwritten ? { ...details, unwritten } : details,
        })),
      ),
    );
    wake.audit();
  }
}

const setImmediatePromise = () => new Promise<void>((resolve) => setImmediate(resolve));
