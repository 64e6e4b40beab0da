import type { AuditVerificationQuery } from '../../gql/graphql';

/** What all parts so far come to. */
export type Verification = AuditVerificationQuery['auditVerification'];

const shown = 100;

export function withPart(before: Verification | null, part: Verification): Verification {
  if (!before) return part;
  const problemCount = before.problemCount + part.problemCount;
  return {
    ...part,
    problemCount,
    problems: [...before.problems, ...part.problems].slice(0, shown),
    // A checkpoint of the last part would vouch for parts in which something was wrong.
    checkpoint: problemCount === 0 ? (part.checkpoint ?? null) : null,
  };
}
