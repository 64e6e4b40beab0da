import { useQuery } from '@apollo/client/react';
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useMutationFailure } from '../../../page/use-mutation-failure';
import { useReason } from '../../../page/use-reason';
import { type InviteClientStep, paths } from '../../../paths';
import { watchMailing } from '../../mailings/watched-mailings';
import type { MessageValues, UserError } from '../../messages/message-values';
import { useMay } from '../../organizations/permissions';
import { useOrganization, useViewer } from '../../organizations/viewer';
import { whoIs } from '../client-name';
import { ClientForm } from './client-form';
import { type ClientValues, clientFieldOf, clientInput } from './client-values';
import { nextClientNumberQuery } from './invite-client.graphql';
import { InviteMessage } from './invite-message';
import { useCreateClient } from './use-create-client';

/** One client, from who they are to the invitation on its way: created and invited in one stroke, or created only. */
export function InviteClientDialog() {
  const { t } = useTranslation('inviteClient');
  const { id: organizationId, slug } = useOrganization();
  const { search } = useLocation();
  const navigate = useNavigate();
  const small = useMediaQuery('(max-width: 56em)');
  const self = useSelf();
  const ownOnly = !useMay()('clients.create');
  const number = useQuery(nextClientNumberQuery, {
    variables: { organizationId },
    fetchPolicy: 'network-only',
  });
  const proposed = number.data?.nextClientNumber;
  const [freeNumber, setFreeNumber] = useState<string | null>(null);
  const [message, setMessage] = useState<MessageValues | null>(null);
  const [otherError, setOtherError] = useState<string>();
  const form = useForm<ClientValues>({
    defaultValues: {
      firstName: '',
      lastName: '',
      email: '',
      number: '',
      programId: null,
      connections: ownOnly || self.isClinician ? [self.id] : [],
    },
  });
  const { create, loading } = useCreateClient();
  const failed = useMutationFailure();
  const reasonText = useReason();

  useEffect(() => {
    if (proposed && form.getValues('number') === '') form.setValue('number', proposed);
  }, [proposed, form]);

  const asked = useParams().step;
  // After a reload nothing is known of the client any more.
  const step: InviteClientStep = asked === 'message' && form.getValues('email') !== '' ? 'message' : 'who';
  const go = (to: InviteClientStep, replace = false) =>
    navigate(paths.inviteClient(slug, to, search), { replace });
  useEffect(() => {
    if (asked !== step) void go(step, true);
  }, [asked]);

  const close = () => navigate(paths.clients(slug, search));

  /** Puts what was refused at its field; answers what is about the message. */
  const refuse = async (errors: readonly UserError[]): Promise<UserError[]> => {
    const ofClient = errors.filter(({ path }) => clientFieldOf(path) !== null);
    if (ofClient.length > 0 && step === 'message') await go('who', true);
    const free = ofClient.some(({ code, path }) => code === 'TAKEN' && path[0] === 'number')
      ? ((await number.refetch()).data?.nextClientNumber ?? null)
      : null;
    setFreeNumber(free);
    for (const error of ofClient.toReversed()) {
      const field = clientFieldOf(error.path);
      if (!field) continue;
      const text = reasonText({ code: error.code, text: error.message });
      form.setError(field, { type: error.code, message: text }, { shouldFocus: true });
    }
    const ofMessage = errors.filter(({ path }) => path.includes('message'));
    const other = errors.find((error) => !ofClient.includes(error) && !ofMessage.includes(error));
    setOtherError(other && reasonText({ code: other.code, text: other.message }));
    return ofMessage;
  };

  const submit = async (values: ClientValues, text: MessageValues | null): Promise<readonly UserError[]> => {
    const input = clientInput(organizationId, values, proposed);
    const created = await create(text ? { ...input, invitation: { message: text } } : input).catch(failed);
    if (!created) return [];
    if (!created.client) return refuse(created.errors);
    if (created.mailing) watchMailing(created.mailing.id);
    const who = whoIs(created.client);
    notifications.show(
      created.code
        ? {
            color: 'yellow',
            message: t('notInvited', { who, why: reasonText({ code: created.code, text: created.reason }) }),
            autoClose: false,
          }
        : { color: 'green', message: t(created.invited ? 'invited' : 'created', { who }) },
    );
    await navigate(paths.client(slug, created.client.id));
    return [];
  };

  const next = (values: ClientValues) => {
    if (values.email.trim() === '')
      form.setError('email', { message: t('emailNeeded') }, { shouldFocus: true });
    else void go('message');
  };

  return (
    <Modal
      opened
      onClose={() => void close()}
      title={t(step === 'who' ? 'title' : 'titleMessage')}
      size={step === 'message' ? 1180 : 620}
      fullScreen={small}
      padding={small ? 'md' : 'lg'}
      styles={{ body: { paddingBottom: 0 } }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {step === 'who' && (
        <ClientForm
          organizationId={organizationId}
          form={form}
          freeNumber={freeNumber}
          self={self}
          ownOnly={ownOnly}
          busy={loading}
          otherError={otherError}
          onNext={next}
          onCreate={(values) => void submit(values, null)}
          onClose={() => void close()}
        />
      )}
      {step === 'message' && (
        <InviteMessage
          organizationId={organizationId}
          client={form.getValues()}
          message={message}
          busy={loading}
          error={otherError}
          onMessageChange={setMessage}
          onBack={() => void go('who')}
          onSend={(text) => submit(form.getValues(), text)}
        />
      )}
    </Modal>
  );
}

/** The viewer as a staff member of the organization. */
function useSelf(): { id: string; name: string; isClinician: boolean } {
  const { slug } = useOrganization();
  const { name, staffMemberships } = useViewer();
  const membership = staffMemberships.find(({ organization }) => organization.slug === slug);
  return {
    id: membership?.id ?? '',
    name,
    isClinician: membership?.roles.some(({ id }) => id === 'CLINICIAN') ?? false,
  };
}
