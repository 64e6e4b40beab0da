import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type {
  ClientSelection,
  ClientSort,
  MessageBasisQuery,
  PreviewClientInput,
  PreviewInviteeInput,
  PreviewRecipient,
} from '../../gql/graphql';
import { BodyEditor } from './editor/body-editor';
import { errorId } from './editor/editor-field';
import { LineEditor } from './editor/line-editor';
import { usePlaceholders } from './editor/use-placeholders';
import classes from './message-form.module.css';
import { MessagePreview } from './message-preview';
import { fieldOf, firstOf, type MessageValues, messageFieldIds } from './message-values';
import { useMessageError } from './use-message-error';
import { useMessagePreview } from './use-message-preview';

export interface MessageFormProps {
  form: UseFormReturn<MessageValues>;
  basis: NonNullable<MessageBasisQuery['organization']>;
  programId?: string | null;
  clientIds?: readonly string[];
  /** Or everybody who matches. */
  selection?: ClientSelection;
  /** The order of a selection. */
  sort?: ClientSort;
  /** For an invitation to the staff: whoever it is to. */
  invitee?: PreviewInviteeInput;
  /** Or one client who does not exist yet. */
  client?: PreviewClientInput;
  /** Staff whom the recipients will be connected with. */
  connections?: readonly string[];
}

const messageFields = [
  ['subject', LineEditor],
  ['body', BodyEditor],
  ['buttonText', LineEditor],
] as const;

/** Subject, text and button on one side; on the other the mail they make. */
export function MessageForm({ form, basis, ...about }: MessageFormProps) {
  const { t } = useTranslation('messages');
  const errorText = useMessageError();
  const placeholders = usePlaceholders(basis.placeholders);
  const [recipient, setRecipient] = useState<PreviewRecipient>('FIRST');
  const [pane, setPane] = useState('write');
  useShownErrors(form, pane, setPane);
  const message = useWatch({ control: form.control }) as MessageValues;
  const preview = useMessagePreview({ organizationId: basis.id, message, recipient, ...about });

  function errorOf(field: keyof MessageValues): string | undefined {
    const own = form.formState.errors[field]?.message;
    // Nobody is told that an empty field is empty before they tried to go on.
    if (own || message[field] === '') return own;
    const error = preview.errors.find((one) => fieldOf(one) === field);
    return error && errorText(error);
  }

  return (
    <div>
      <SegmentedControl
        className={classes.switch}
        fullWidth
        aria-label={t('pane.label')}
        value={pane}
        onChange={setPane}
        data={[
          { value: 'write', label: t('pane.write') },
          { value: 'preview', label: t('pane.preview') },
        ]}
      />
      <div className={classes.panes} data-pane={pane}>
        <div className={classes.fields}>
          {messageFields.map(([name, Field]) => (
            <Controller
              key={name}
              control={form.control}
              name={name}
              rules={{ required: t('required') }}
              render={({ field: { value, onChange, onBlur } }) => (
                <Field
                  id={messageFieldIds[name]}
                  label={t(name)}
                  {...{ value, onChange, onBlur, placeholders }}
                  error={errorOf(name)}
                />
              )}
            />
          ))}
        </div>
        <div className={classes.previewPane}>
          <MessagePreview
            preview={preview}
            recipient={recipient}
            onRecipientChange={about.invitee ? undefined : setRecipient}
          />
        </div>
      </div>
    </div>
  );
}

/**
 * Once refused, the fields come forward: on a phone they may stand behind the preview, where they cannot take the focus,
 * and what is said of one may lie below what is in sight.
 */
function useShownErrors(
  { formState: { errors, submitCount } }: UseFormReturn<MessageValues>,
  pane: string,
  setPane: (pane: string) => void,
): void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const first = firstOf(Object.keys(errors));
    if (!first) return;
    if (pane === 'write') {
      document.getElementById(errorId(messageFieldIds[first]))?.scrollIntoView({ block: 'nearest' });
      return;
    }
    wanted.current = messageFieldIds[first];
    setPane('write');
  }, [submitCount]);
  useEffect(() => {
    if (pane !== 'write' || wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  }, [pane]);
}
