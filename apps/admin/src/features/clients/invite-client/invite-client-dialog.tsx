import { useQuery } from '@apollo/client/react';

import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { Dialog } from '../../../page/dialog';
import { useMutationFailure } from '../../../page/use-mutation-failure';
import { useReason } from '../../../page/use-reason';
import { type InviteClientStep, paths } from '../../../paths';
import { useFirstConnections, useSelf } from '../../connections/use-self';
import { useDraftNotices } from '../../drafts/draft-notices';
import { useDraft } from '../../drafts/use-draft';
import { watchMailing } from '../../mailings/watched-mailings';
import type { MessageValues, UserError } from '../../messages/message-values';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { whoIs } from '../client-name';
import { ClientForm } from './client-form';
import { type ClientValues, clientFieldOf, clientInput, noClient } from './client-values';
import { nextClientNumberQuery } from './invite-client.graphql';
import { InviteMessage } from './invite-message';
import { useCreateClient } from './use-create-client';

interface InviteClientDraft {
  client: ClientValues;
  message: MessageValues | null;
}

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
  const firstConnections = useFirstConnections();
  const draft = useDraft<InviteClientDraft>('invite-client', {
    client: {
      ...noClient,
      connections: ownOnly ? [{ id: self.id, label: self.name }] : firstConnections,
    },
    message: null,
  });
  const notices = useDraftNotices();
  const [message, setMessage] = useState(draft.kept.message);
  const [otherError, setOtherError] = useState<string>();
  const form = useForm<ClientValues>({ defaultValues: draft.kept.client });
  const client = useWatch({ control: form.control }) as ClientValues;
  const { create, loading } = useCreateClient();
  const failed = useMutationFailure();
  const reasonText = useReason();

  useEffect(() => {
    if (proposed && form.getValues('number') === '') form.setValue('number', proposed);
  }, [proposed, form]);

  // The proposed number is proposed anew: by then it may be another client's.
  const ownNumber = client.number === proposed ? '' : client.number;
  const written: InviteClientDraft = { client: { ...client, number: ownNumber }, message };
  const { keep } = draft;
  useEffect(() => keep(written), [keep, client, message, proposed]);

  const asked = useParams().step;
  // There may be no address to write to.
  const step: InviteClientStep = asked === 'message' && form.getValues('email') !== '' ? 'message' : 'who';
  const go = (to: InviteClientStep, replace = false) =>
    navigate(paths.inviteClient(slug, to, search), { replace });
  useEffect(() => {
    if (asked !== step) void go(step, true);
  }, [asked]);

  const leave = () => navigate(paths.clients(slug, search));
  const close = () => {
    if (draft.hasContent(written)) notices.kept();
    void leave();
  };
  const cancel = () => {
    if (draft.hasContent(written))
      notices.discarded(draft.forget(), () => void navigate(paths.inviteClient(slug, 'who', search)));
    void leave();
  };

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
      const text = reasonText(error);
      form.setError(field, { type: error.code, message: text }, { shouldFocus: true });
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
    draft.forget();
    if (created.mailing) watchMailing(created.mailing.id);
    const who = whoIs(created.client);
    notifications.show(
      created.code
        ? {
            color: 'yellow',
            message: t('notInvited', { who, why: reasonText(created) }),
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
    <Dialog
      opened
      onClose={close}
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
          hasContent={draft.hasContent(written)}
          freeNumber={freeNumber}
          self={self}
          ownOnly={ownOnly}
          busy={loading}
          otherError={otherError}
          onNext={next}
          onCreate={(values) => void submit(values, null)}
          onCancel={cancel}
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
    </Dialog>
  );
}
