import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InvitationSelection } from '../invitations/invitation.inputs.js';
import { SkippedReason } from './bulk.payloads.js';

export const SendingKind = { REMIND: 'REMIND', RESEND: 'RESEND' } as const;
export type SendingKind = (typeof SendingKind)[keyof typeof SendingKind];
registerEnumType(SendingKind, { name: 'SendingKind' });

@InputType()
export class SendingForecastInput {
  @Field(() => SendingKind)
  kind!: SendingKind;

  @Field(() => InvitationSelection)
  selection!: InvitationSelection;
}

@ObjectType({
  description: 'What would become of everybody who matches, if it were done now.',
  simpleResolvers: true,
})
export class SendingForecast {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many would be mailed, unless they asked not to be or a limit of mails stands in the way; null when more match than are counted.',
  })
  mailed!: number | null;

  @Field(() => [SkippedReason], {
    description: 'Why the others would be passed over, the most frequent first.',
  })
  passedOver!: SkippedReason[];
}
