import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InvitationSelection } from '../invitations/invitation.inputs.js';
import { SkippedReason } from './bulk.payloads.js';

export const SendingKind = { INVITE: 'INVITE', REMIND: 'REMIND', RESEND: 'RESEND' } as const;
export type SendingKind = (typeof SendingKind)[keyof typeof SendingKind];
registerEnumType(SendingKind, { name: 'SendingKind' });

@InputType()
export class SendingForecastInput {
  @Field(() => SendingKind)
  kind!: SendingKind;

  @Field(() => [ID], {
    nullable: true,
    description: 'Of clients for INVITE, of invitations otherwise. At most 200; or a selection, not both.',
  })
  ids?: string[] | null;

  @Field(() => InvitationSelection, { nullable: true, description: 'For INVITE by a filter of clients.' })
  selection?: InvitationSelection | null;
}

@ObjectType({
  description: 'What would happen to everybody concerned if it were done now.',
  simpleResolvers: true,
})
export class SendingForecast {
  @Field(() => Int, {
    nullable: true,
    description: 'How many would be mailed; null when more match than are counted.',
  })
  mailed!: number | null;

  @Field(() => [SkippedReason], {
    description:
      'Why the others would be passed over, the most frequent reason first; opt-outs and mail limits are included.',
  })
  passedOver!: SkippedReason[];
}
