import { type FieldErrors, useForm } from 'react-hook-form';
import { fieldOf, firstOf, type MessageValues, messageFieldIds, type UserError } from './message-values';
import { useMessageError } from './use-message-error';

/** The form of a message. What is refused, here or by the API, ends up at its field, with the focus on the first. */
export function useRefusableMessage(initial: MessageValues) {
  const errorText = useMessageError();
  const form = useForm<MessageValues>({ defaultValues: initial });

  function refuse(errors: readonly UserError[]): void {
    // The first of a field is told; the others follow once it is mended.
    for (const one of errors.toReversed()) {
      const field = fieldOf(one);
      if (field) form.setError(field, { type: one.code, message: errorText(one) });
    }
    focusFirst(errors.map(fieldOf));
  }

  const handleSubmit = (send: (message: MessageValues) => Promise<void>) =>
    form.handleSubmit(
      (message) => send(message).catch(() => undefined),
      (errors: FieldErrors<MessageValues>) => focusFirst(Object.keys(errors)),
    );
  return { form, handleSubmit, refuse };
}

function focusFirst(fields: readonly (string | null)[]): void {
  const first = firstOf(fields);
  if (first) document.getElementById(messageFieldIds[first])?.focus();
}
