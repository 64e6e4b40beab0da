import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Stack, Text } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../../gql';
import { ConfirmDialog } from '../../../page/dialog/confirm-dialog';
import { LoadFailed } from '../../../page/failure/load-failed';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { useRefused } from '../../../page/failure/use-refused';
import { usePageParams } from '../../../page/use-page-params';
import { clearAllDrafts } from '../../drafts/drafts';
import { forgetAllMailings } from '../../mailings/watched-mailings';
import { useOrganization } from '../../organizations/viewer';

const canLeaveQuery = graphql(`
  query CanLeave {
    viewer {
      id
      staffMemberships {
        id
        organization {
          id
        }
        canLeave {
          ...ActionPossibility
        }
      }
    }
  }
`);

const leaveOrganizationMutation = graphql(`
  mutation LeaveOrganization($input: LeaveOrganizationInput!) {
    leaveOrganization(input: $input) {
      leftOrganizationId
      errors {
        code
        message
      }
    }
  }
`);

const dialogName = 'leave';

/** The way out of an organization, which the last owner does not have. */
export function LeaveOrganization() {
  const { t } = useTranslation('staff');
  const { id, name: organization } = useOrganization();
  const reasonText = useReason();
  const [params, setParams] = usePageParams();
  // Of its own: memberships are one value in the cache, and everybody else asks for less of them.
  const { data, error, refetch } = useQuery(canLeaveQuery, { fetchPolicy: 'no-cache' });
  const canLeave = data?.viewer?.staffMemberships.find((one) => one.organization.id === id)?.canLeave;
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t('leave.text')}</Text>
      {error && !data && <LoadFailed error={error} retry={refetch} />}
      <Button
        variant="default"
        leftSection={<IconDoorExit size={16} aria-hidden="true" />}
        disabled={!canLeave?.allowed}
        aria-describedby={canLeave && !canLeave.allowed ? 'leave-why-not' : undefined}
        onClick={() => setParams({ dialog: dialogName })}
      >
        {t('leave.action', { organization })}
      </Button>
      {canLeave && !canLeave.allowed && (
        <Text id="leave-why-not" size="xs" c="dimmed">
          {reasonText(canLeave)}
        </Text>
      )}
      {params.get('dialog') === dialogName && canLeave?.allowed && (
        <LeaveDialog onClose={() => setParams({}, { replace: true })} />
      )}
    </Stack>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('staff');
  const { id: organizationId, name: organization } = useOrganization();
  const failed = useMutationFailure();
  const refused = useRefused();
  const [leave, { loading, data: answer }] = useMutation(leaveOrganizationMutation);
  const confirm = async () => {
    try {
      const { data } = await leave({ variables: { input: { organizationId } } });
      const refusal = data?.leaveOrganization.errors[0];
      if (refusal) {
        refused(refusal);
        onClose();
        return;
      }
      clearAllDrafts();
      forgetAllMailings();
      // Loaded anew: nothing of the organization stays in the browser's memory, and home leads to those that are left.
      window.location.assign(import.meta.env.BASE_URL);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <ConfirmDialog
      title={t('leave.confirmTitle', { organization })}
      confirm={t('leave.confirm')}
      danger
      busy={loading || answer?.leaveOrganization.leftOrganizationId != null}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {t('leave.confirmText', { organization })}
    </ConfirmDialog>
  );
}
