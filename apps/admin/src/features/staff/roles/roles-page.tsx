import { useFormat } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { ActionIcon, Anchor, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus, IconShieldPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RoleRowFragment } from '../../../gql/graphql';
import { LoadFailed } from '../../../page/failure/load-failed';
import { useReason } from '../../../page/failure/use-reason';
import { EmptyState } from '../../../page/layout/empty-state';
import { usePageParams } from '../../../page/use-page-params';
import { paths } from '../../../paths';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';
import { StaffHeader } from '../member/staff-header';
import { rolesQuery } from '../staff.graphql';
import { DeleteRoleDialog } from './delete-role-dialog';
import { groupNames, inShownOrder, permissionGroups } from './permission-groups';
import { RoleDialog } from './role-dialog';
import classes from './roles-page.module.css';
import { usePermissionWords, useRoleDoes, useRoleName } from './use-role-words';

/** Besides an id, what the open dialog may be about. */
const newRole = 'new';

export function RolesPage() {
  const { t } = useTranslation('staff');
  const { id: organizationId } = useOrganization();
  const may = useMay();
  const [params, setParams] = usePageParams();
  const { data, error, refetch } = useQuery(rolesQuery, {
    variables: { organizationId },
    fetchPolicy: 'cache-and-network',
  });
  const roles = data?.roles;
  const ask = (question: Record<string, string>) => setParams(question);
  const close = () => setParams({}, { replace: true });
  const edited = roles?.find(({ id, canChange }) => id === params.get('edit') && canChange.allowed);
  const deleted = roles?.find(({ id, canDelete }) => id === params.get('delete') && canDelete.allowed);
  const create = may('roles.manage') ? (
    <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => ask({ edit: newRole })}>
      {t('roles.create')}
    </Button>
  ) : undefined;
  return (
    <>
      <StaffHeader shown="roles" actions={create} />
      <Text c="dimmed" mb="lg">
        {t('roles.intro')}
      </Text>
      {error && !roles ? (
        <LoadFailed error={error} retry={refetch} />
      ) : (
        <RoleLists roles={roles} onAsk={ask} create={create} />
      )}
      {params.get('edit') === newRole && may('roles.manage') && <RoleDialog onClose={close} />}
      {edited && <RoleDialog role={edited} onClose={close} />}
      {deleted && <DeleteRoleDialog role={deleted} onClose={close} />}
    </>
  );
}

interface RoleListsProps {
  roles: readonly RoleRowFragment[] | undefined;
  create: ReactNode;
  onAsk: (question: Record<string, string>) => void;
}

function RoleLists({ roles, create, onAsk }: RoleListsProps) {
  const { t } = useTranslation('staff');
  if (!roles)
    return (
      <Stack>
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} height={64} />
        ))}
      </Stack>
    );
  const own = roles.filter(({ builtIn }) => !builtIn);
  const builtIn = roles.filter((role) => role.builtIn);
  return (
    <Stack gap="xl">
      <section aria-labelledby="own-roles">
        <Title order={2} size="h3" id="own-roles" mb="sm">
          {t('roles.ownTitle')}
        </Title>
        {own.length === 0 ? (
          <EmptyState
            icon={<IconShieldPlus size={40} stroke={1.3} />}
            title={t('roles.ownEmptyTitle')}
            text={t('roles.ownEmpty')}
            action={create}
          />
        ) : (
          <RoleList roles={own} labelledBy="own-roles" onAsk={onAsk} />
        )}
      </section>
      <section aria-labelledby="built-in-roles">
        <Title order={2} size="h3" id="built-in-roles" mb="sm">
          {t('roles.builtInTitle')}
        </Title>
        <RoleList roles={builtIn} labelledBy="built-in-roles" onAsk={onAsk} />
      </section>
    </Stack>
  );
}

interface RoleListProps {
  roles: readonly RoleRowFragment[];
  labelledBy: string;
  onAsk: (question: Record<string, string>) => void;
}

function RoleList({ roles, labelledBy, onAsk }: RoleListProps) {
  return (
    <ul className={classes.list} aria-labelledby={labelledBy}>
      {roles.map((role) => (
        <RoleItem key={role.id} role={role} onAsk={onAsk} />
      ))}
    </ul>
  );
}

function RoleItem({ role, onAsk }: { role: RoleRowFragment; onAsk: RoleListProps['onAsk'] }) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const { slug } = useOrganization();
  const roleName = useRoleName();
  const roleDoes = useRoleDoes();
  const name = roleName(role);
  const permissions = inShownOrder(role.permissions);
  const holders = role.holderCount ?? 0;
  return (
    <li className={classes.role}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <div className={classes.what}>
          <Group gap="xs">
            <span className={classes.name}>{name}</span>
            {role.builtIn && (
              <Badge variant="default" size="sm" tt="none">
                {t('roles.builtIn')}
              </Badge>
            )}
          </Group>
          {roleDoes(role) && (
            <Text size="sm" c="dimmed">
              {roleDoes(role)}
            </Text>
          )}
          <Anchor
            component={Link}
            to={paths.staffWithRole(slug, role.id)}
            size="sm"
            aria-label={`${t('roles.holders', { count: holders, shown: format.number(holders) })}. ${t('roles.showHolders', { name })}`}
          >
            {t('roles.holders', { count: holders, shown: format.number(holders) })}
          </Anchor>
        </div>
        {!role.builtIn && <RoleButtons role={role} name={name} onAsk={onAsk} />}
      </Group>
      <RoleWhyNot role={role} />
      <details className={classes.details}>
        <summary>{t('roles.permissions', { count: permissions.length })}</summary>
        <PermissionList permissions={permissions} />
      </details>
    </li>
  );
}

function PermissionList({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation('staff');
  const words = usePermissionWords();
  return (
    <dl className={classes.permissions}>
      {groupNames.map((group) => {
        const held = permissionGroups[group].filter((permission) => permissions.includes(permission));
        return (
          held.length > 0 && (
            <div key={group}>
              <dt>{t(`group.${group}`)}</dt>
              <dd>{held.map(words.name).join(' · ')}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

interface RoleButtonsProps {
  role: RoleRowFragment;
  name: string;
  onAsk: RoleListProps['onAsk'];
}

function RoleButtons({ role, name, onAsk }: RoleButtonsProps) {
  const { t } = useTranslation('staff');
  const may = useMay();
  if (!may('roles.manage')) return null;
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        title={t('roles.edit')}
        aria-label={t('roles.editOf', { name })}
        disabled={!role.canChange.allowed}
        onClick={() => onAsk({ edit: role.id })}
      >
        <IconPencil size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        title={t('roles.delete')}
        aria-label={t('roles.deleteOf', { name })}
        disabled={!role.canDelete.allowed}
        onClick={() => onAsk({ delete: role.id })}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}

/** Why a role of the organization cannot be changed or deleted by somebody who may otherwise do that. */
function RoleWhyNot({ role }: { role: RoleRowFragment }) {
  const may = useMay();
  const reasonText = useReason();
  const hindrance = role.canChange.allowed ? role.canDelete : role.canChange;
  if (role.builtIn || hindrance.allowed || !may('roles.manage')) return null;
  return (
    <Text size="xs" c="dimmed">
      {reasonText(hindrance)}
    </Text>
  );
}
