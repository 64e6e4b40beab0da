import { Field, ID, InputType } from 'type-graphql';
import { REASON_MAX, REASON_MIN } from '../audit/check-reason.js';

export const QUERY_MIN = 3;

const REASON = `Why you look or act, in ${REASON_MIN} to ${REASON_MAX} characters; it stands in the audit log.`;

@InputType()
export class SupportSearchInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, {
    description: `At least ${QUERY_MIN} characters of an address, name or number, each word the beginning of one; or a support code.`,
  })
  query!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType()
export class SupportCaseInput {
  @Field(() => ID)
  invitationId!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}
