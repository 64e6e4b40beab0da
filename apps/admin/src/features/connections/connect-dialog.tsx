import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectClientsInput } from '../../gql/graphql';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import type { Choice } from '../../page/searched-choice';
import { StaffPicker } from './staff-picker';
import { useConnect } from './use-connect';

const staffId = 'connect-staff';

interface ConnectDialogProps {
  /** By id, or everybody who matches. */
  clients: Omit<ConnectClientsInput, 'staffMemberIds'>;
  count: number;
  /** The one client, when it is only one. */
  who?: string | undefined;
  /** Staff who are connected already. */
  connectedIds?: readonly string[];
  onClose: (connected: boolean) => void;
}

/** Chooses the staff whom some clients are connected with. */
export function ConnectDialog({ clients, count, who, connectedIds = [], onClose }: ConnectDialogProps) {
  const { t } = useTranslation('connections');
  const shown = useBoundedCount();
  const { connect, busy } = useConnect();
  const [staff, setStaff] = useState<Choice[]>([]);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (staff.length === 0) {
      setProblem(t('chooseFirst'));
      document.getElementById(staffId)?.focus();
    } else if (await connect({ ...clients, staffMemberIds: staff.map(({ id }) => id) })) onClose(true);
  };
  return (
    <Dialog
      opened
      onClose={() => onClose(false)}
      title={who ? t('titleOne', { who }) : t('title', { count, shown: shown(count) })}
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="lg">
          <StaffPicker
            id={staffId}
            label={t('staff')}
            value={staff}
            without={connectedIds}
            error={problem}
            autoFocus
            onChange={(chosen) => {
              setStaff(chosen);
              setProblem(undefined);
            }}
          />
          <Text size="sm" c="dimmed">
            {t('whenActive')}
          </Text>
          <FormButtons busy={busy} onCancel={() => onClose(false)}>
            {t('connect')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
