import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { whoIs } from '../../../page/person-name';
import { watchMailing } from '../../mailings/watched-mailings';
import type { MessageValues, UserError } from '../../messages/message-values';
import { useOrganization } from '../../organizations/viewer';
import { type ClientValues, clientFieldOf, clientInput } from './client-values';
import { type CreatedClient, useCreateClient } from './use-create-client';

interface SubmitClient {
  form: UseFormReturn<ClientValues>;
  proposed: string | undefined;
  askNumberAgain: () => Promise<string | null>;
  /** To where the client's fields are: one of them was refused. */
  toClient: () => Promise<void>;
  onCreated: (clientId: string) => void;
}

/** Creates the client, with an invitation or without. What is refused ends up at its field, in whichever step that is. */
export function useSubmitClient({ form, proposed, askNumberAgain, toClient, onCreated }: SubmitClient) {
  const { id: organizationId } = useOrganization();
  const { create, loading } = useCreateClient();
  const failed = useMutationFailure();
  const reasonText = useReason();
  const tell = useTellCreated();
  const [freeNumber, setFreeNumber] = useState<string | null>(null);
  const [otherError, setOtherError] = useState<string>();

  /** Puts what was refused at its field; answers what is about the message. */
  const refuse = async (errors: readonly UserError[]): Promise<UserError[]> => {
    const ofClient = errors.filter(({ path }) => clientFieldOf(path) !== null);
    if (ofClient.length > 0) await toClient();
    const numberTaken = ofClient.some(({ code, path }) => code === 'TAKEN' && path[0] === 'number');
    setFreeNumber(numberTaken ? await askNumberAgain() : null);
    for (const error of ofClient.toReversed()) {
      const field = clientFieldOf(error.path);
      if (!field) continue;
      form.setError(field, { type: error.code, message: reasonText(error) }, { shouldFocus: true });
    }
    const ofMessage = errors.filter(({ path }) => path.includes('message'));
    const other = errors.find((error) => !ofClient.includes(error) && !ofMessage.includes(error));
    setOtherError(other && reasonText(other));
    return ofMessage;
  };

  const submit = async (values: ClientValues, text: MessageValues | null): Promise<readonly UserError[]> => {
    const input = clientInput(organizationId, values, proposed);
    const created = await create(text ? { ...input, invitation: { message: text } } : input).catch(failed);
    if (!created) return [];
    if (!created.client) return refuse(created.errors);
    if (created.mailing) watchMailing(created.mailing.id);
    tell(created, whoIs(created.client));
    onCreated(created.client.id);
    return [];
  };
  return { submit, loading, freeNumber, otherError };
}

function useTellCreated() {
  const { t } = useTranslation('inviteClient');
  const reasonText = useReason();
  return (created: CreatedClient, who: string) =>
    notifications.show(
      created.code
        ? {
            color: 'yellow',
            message: t('notInvited', { who, why: reasonText(created) }),
            autoClose: false,
          }
        : { color: 'green', message: t(created.invited ? 'invited' : 'created', { who }) },
    );
}
