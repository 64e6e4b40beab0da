import type { AuditSeal } from './audit-seal.entity.js';
import { beginningOf, checkSignature, hashOf, type KeyRing, type StoredEntry } from './chain.js';
import type { AuditProblemKind } from './problems.js';

export interface Problem {
  kind: AuditProblemKind;
  seq: number | null;
  entryId: string | null;
  /** The last of a gap, or the place where what was moved belongs. */
  otherSeq?: number;
}

export interface ChainRow {
  seal: AuditSeal;
  entry: StoredEntry | null;
}

interface Before {
  seq: number;
  hash: string;
}

/** Enough to tell a handful of exchanged rows; whoever exchanges more is found all the same. */
const COMPARED = 50;

/** Walks a chain in the order of its seals, some at a time, and says of every row that is not as it was sealed what is wrong. */
export class ChainCheck {
  readonly #keys: KeyRing | null;
  readonly #gapsAllowed: boolean;
  #before: Before | null;
  /** Whether something was found to be wrong with it. */
  #beforeIsBad = false;
  /** The last seal for which only a later one can vouch. */
  #unvouched: Problem | null = null;

  /** `keys` of null leaves signatures unchecked; `before` is the seal that the first row follows, null for any. */
  constructor(keys: KeyRing | null, before: Before | null, { gapsAllowed = false } = {}) {
    this.#keys = keys;
    this.#before = before;
    this.#gapsAllowed = gapsAllowed;
  }

  static fromBeginning(keys: KeyRing | null, organizationId: string): ChainCheck {
    return new ChainCheck(keys, { seq: 0, hash: beginningOf(organizationId) });
  }

  check(rows: readonly ChainRow[]): Problem[] {
    const problems: Problem[] = [];
    const unlike: ChainRow[] = [];
    for (const row of rows) {
      const { seal, entry } = row;
      const place = this.#checkPlace(seal);
      let own: Problem[] = [];
      if (!entry) own = [at(seal, 'DELETED')];
      else if (hashOf(seal, entry) !== seal.hash) unlike.push(row);
      else own = [...this.#checkLink(seal), ...this.#checkOrigin(seal)];
      problems.push(...place, ...own);
      this.#before = { seq: seal.seq, hash: seal.hash };
      this.#beforeIsBad = own.length > 0 || unlike.at(-1) === row;
    }
    return [...problems, ...changedOrMoved(unlike)].toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  }

  /** Call it at the end of the chain. */
  finish(): Problem[] {
    return this.#unvouched ? [this.#unvouched] : [];
  }

  #checkPlace(seal: AuditSeal): Problem[] {
    const before = this.#before;
    if (!before || seal.seq === before.seq + 1) return [];
    if (seal.seq <= before.seq) return [at(seal, 'REORDERED')];
    return this.#gapsAllowed
      ? []
      : [{ kind: 'MISSING', seq: before.seq + 1, entryId: null, otherSeq: seal.seq - 1 }];
  }

  /** Where the one before is known to be bad, this one is not to blame for no longer following it. */
  #checkLink(seal: AuditSeal): Problem[] {
    const before = this.#before;
    if (!before || this.#beforeIsBad || seal.seq !== before.seq + 1) return [];
    return seal.previousHash === before.hash ? [] : [at(seal, 'UNLINKED')];
  }

  #checkOrigin(seal: AuditSeal): Problem[] {
    if (!this.#keys) return [];
    switch (checkSignature(this.#keys, seal)) {
      case 'genuine':
        this.#unvouched = null;
        return [];
      case 'forged':
        return [at(seal, 'FORGED')];
      case 'unknown':
        this.#unvouched = at(seal, 'UNVOUCHED');
        return [];
    }
  }
}

function at({ seq, entryId }: AuditSeal, kind: AuditProblemKind): Problem {
  return { kind, seq, entryId };
}

/** Of rows that are not what their seal says: those that would be, at the place of another, were only moved. */
function changedOrMoved(rows: readonly ChainRow[]): Problem[] {
  const compared = rows.slice(0, COMPARED);
  return rows.map(({ seal, entry }) => {
    const origin =
      entry &&
      compared.find(
        ({ seal: other }) =>
          other.seq !== seal.seq &&
          (hashOf(other, entry) === other.hash || hashOf({ ...seal, seq: other.seq }, entry) === seal.hash),
      );
    return origin ? { ...at(seal, 'REORDERED'), otherSeq: origin.seal.seq } : at(seal, 'CHANGED');
  });
}
