import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import type { Choice } from '../../page/searched-choice';
import { ClientPicker } from './client-picker';
import { useConnect } from './use-connect';

const clientsId = 'connect-clients';

interface AddClientsDialogProps {
  staffMemberId: string;
  staffName: string;
  onClose: () => void;
}

/** Finds clients and connects them with one staff member. */
export function AddClientsDialog({ staffMemberId, staffName, onClose }: AddClientsDialogProps) {
  const { t } = useTranslation('connections');
  const { connect, busy } = useConnect();
  const [clients, setClients] = useState<Choice[]>([]);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const clientIds = clients.map(({ id }) => id);
    if (clientIds.length === 0) {
      setProblem(t('chooseClientFirst'));
      document.getElementById(clientsId)?.focus();
    } else if (await connect({ staffMemberIds: [staffMemberId], clientIds })) onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('titleStaff', { staff: staffName })}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="lg">
          <ClientPicker
            id={clientsId}
            label={t('clients')}
            value={clients}
            error={problem}
            autoFocus
            onChange={(chosen) => {
              setClients(chosen);
              setProblem(undefined);
            }}
          />
          <Text size="sm" c="dimmed">
            {t('whenActive')}
          </Text>
          <FormButtons busy={busy} onCancel={onClose}>
            {t('connect')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
