import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleRowFragment, StaffMemberDetailsFragment } from '../../../gql/graphql';
import { Dialog } from '../../../page/dialog/dialog';
import { FormButtons } from '../../../page/dialog/form-buttons';
import { LoadFailed } from '../../../page/failure/load-failed';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { type Permission, useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { mayNow } from '../may-now';
import { changeStaffRolesMutation, rolesQuery } from '../staff.graphql';
import { staffName } from '../staff-name';
import { PermissionChecklist, type PermissionState } from './permission-checklist';
import classes from './permission-checklist.module.css';
import { RoleChecklist } from './role-checklist';
import { usePermissionWords, useRoleName } from './use-role-words';

interface ChangeRolesDialogProps {
  member: StaffMemberDetailsFragment;
  onClose: () => void;
}

/** Roles and single permissions of one person, with what will change before it does. */
export function ChangeRolesDialog({ member, onClose }: ChangeRolesDialogProps) {
  const { t } = useTranslation('staff');
  const { id: organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(rolesQuery, {
    variables: { organizationId },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <Dialog opened onClose={onClose} size={640} title={t('change.title', { name: staffName(member) })}>
      {data ? (
        <ChangeRolesForm member={member} roles={data.roles} onClose={onClose} />
      ) : error ? (
        <LoadFailed error={error} retry={refetch} />
      ) : (
        <Stack>
          <Skeleton height={40} />
          <Skeleton height={40} />
          <Skeleton height={40} />
        </Stack>
      )}
    </Dialog>
  );
}

interface ChangeRolesFormProps extends ChangeRolesDialogProps {
  roles: readonly RoleRowFragment[];
}

const without = <T,>(all: ReadonlySet<T>, one: T) => new Set([...all].filter((other) => other !== one));
const toggled = <T,>(all: ReadonlySet<T>, one: T) =>
  all.has(one) ? without(all, one) : new Set([...all, one]);

function ChangeRolesForm({ member, roles, onClose }: ChangeRolesFormProps) {
  const { t } = useTranslation('staff');
  const [roleIds, setRoleIds] = useState(() => member.roles.map(({ id }) => id));
  const [singly, setSingly] = useState<ReadonlySet<string>>(() => new Set(member.grantedPermissions));
  const { save, problem, clearProblem, busy } = useSaveRoles(member, onClose);
  const chosen = roles.filter(({ id }) => roleIds.includes(id));
  const stateOf = usePermissionState(chosen, singly);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(roleIds, [...singly]);
      }}
    >
      <Stack gap="lg">
        <RoleChecklist
          roles={roles}
          value={roleIds}
          onChange={(ids) => {
            setRoleIds(ids);
            clearProblem();
          }}
        />
        <section aria-labelledby="change-singly">
          <Title order={3} size="h4" id="change-singly">
            {t('change.singly')}
          </Title>
          <Text size="xs" c="dimmed" mb="sm">
            {t('change.singlyHint')}
          </Text>
          <PermissionChecklist
            stateOf={stateOf}
            onToggle={(permission) => {
              setSingly((current) => toggled(current, permission));
              clearProblem();
            }}
          />
        </section>
        <div className={classes.foot}>
          <Preview member={member} chosen={chosen} singly={singly} />
          {problem && (
            <Alert role="alert" color="red" variant="outline" mb="sm">
              {problem}
            </Alert>
          )}
          <FormButtons busy={busy} onCancel={onClose}>
            {t('change.save')}
          </FormButtons>
        </div>
      </Stack>
    </form>
  );
}

/** What the chosen roles give anyway, and what one does not hold, is not to be ticked here. */
function usePermissionState(chosen: readonly RoleRowFragment[], singly: ReadonlySet<string>) {
  const { t } = useTranslation('staff');
  const may = useMay();
  const roleName = useRoleName();
  return (permission: Permission): PermissionState => {
    const through = chosen.filter(({ permissions }) => permissions.includes(permission));
    if (through.length > 0)
      return { checked: true, fixed: t('change.through', { roles: through.map(roleName).join(', ') }) };
    if (!may(permission)) return { checked: singly.has(permission), fixed: t('change.beyond') };
    return { checked: singly.has(permission) };
  };
}

interface PreviewProps {
  member: StaffMemberDetailsFragment;
  chosen: readonly RoleRowFragment[];
  singly: ReadonlySet<string>;
}

function Preview({ member, chosen, singly }: PreviewProps) {
  const { t } = useTranslation('staff');
  const words = usePermissionWords();
  const { gains, losses } = mayNow(
    { roles: member.roles, singly: member.grantedPermissions },
    { roles: chosen, singly },
  );
  const list = (permissions: Permission[]) => permissions.map(words.name).join(' · ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is long scrolls, by key as well
    <section role="status" tabIndex={0} aria-label={t('change.preview')} className={classes.preview}>
      <Text size="sm" fw={600}>
        {t('change.preview')}
      </Text>
      {gains.length > 0 && (
        <Text size="sm">
          <strong>{t('change.gains')}:</strong> {list(gains)}
        </Text>
      )}
      {losses.length > 0 && (
        <Text size="sm">
          <strong>{t('change.losses')}:</strong> {list(losses)}
        </Text>
      )}
      <Text size="sm">{t(gains.length + losses.length > 0 ? 'change.atOnce' : 'change.same')}</Text>
    </section>
  );
}

function useSaveRoles(member: StaffMemberDetailsFragment, onDone: () => void) {
  const { t } = useTranslation('staff');
  const reasonText = useReason();
  const failed = useMutationFailure();
  const [problem, setProblem] = useState<string>();
  // One may be changing one's own.
  const [change, { loading }] = useMutation(changeStaffRolesMutation, { refetchQueries: 'active' });
  const save = async (roleIds: string[], permissions: string[]) => {
    if (roleIds.length === 0) {
      setProblem(t('change.needsRole'));
      return;
    }
    try {
      const { data } = await change({
        variables: { input: { staffMemberId: member.id, roleIds, permissions } },
      });
      const refusal = data?.changeStaffRoles.errors[0];
      if (refusal) {
        setProblem(reasonText(refusal));
        return;
      }
      notifications.show({ color: 'green', message: t('change.saved', { name: staffName(member) }) });
      onDone();
    } catch (error) {
      failed(error);
    }
  };
  return { save, problem, clearProblem: () => setProblem(undefined), busy: loading };
}
