/** What can be wrong, with how the command says it. */
export const AUDIT_PROBLEMS = {
  CHANGED: 'the entry or its seal was changed after sealing',
  DELETED: 'the entry was deleted, its seal is still there',
  MISSING: 'the seals were deleted',
  REORDERED: 'was moved from another place',
  UNLINKED: 'does not follow the seal before it',
  FORGED: 'was not signed with our key',
  UNVOUCHED: 'was signed with a key that is not in TOKEN_KEYS, and nothing later vouches for it',
  INSERTED: 'the entry was added or kept from being sealed: it has no seal and waits for none',
  UNSEALED: 'the entry has waited for its seal for longer than a minute: is a worker running?',
  LOST: 'the entry was deleted before it was sealed',
  CUT_OFF: 'the chain ends too early: what came after was deleted',
  END_CHANGED: 'the end of the chain is not what was kept of it when it was last sealed',
  REPLACED: 'is not the one of which the checkpoint was taken',
} as const;

export type AuditProblemKind = keyof typeof AUDIT_PROBLEMS;
