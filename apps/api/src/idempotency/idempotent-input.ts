import { Field, InputType } from 'type-graphql';

/**
 * The base of the input of everything that creates or sends: a mutation whose input has an `idempotencyKey` is carried out
 * once for each key, whatever its use case does. See `answerOnce`.
 */
@InputType()
export abstract class IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Made by the caller, at most 255 characters, e.g. a UUID. If an answer got lost, send the request again with the ' +
      'same key: it is carried out once, and answered again. The same key with another input is refused with ' +
      'IDEMPOTENCY_CONFLICT. Remembered for at least 24 hours.',
  })
  idempotencyKey?: string | null;
}
