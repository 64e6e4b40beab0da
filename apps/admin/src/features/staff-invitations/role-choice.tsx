import { useQuery } from '@apollo/client/react';
import { Checkbox, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LoadFailed } from '../../page/load-failed';
import { useMay } from '../organizations/permissions';
import classes from '../staff/roles/permission-checklist.module.css';
import { inShownOrder, isKnownPermission } from '../staff/roles/permission-groups';
import { usePermissionWords, useRoleDoes, useRoleName } from '../staff/roles/use-role-words';
import { invitableRolesQuery } from './staff-invitations.graphql';

interface RoleChoiceProps {
  organizationId: string;
  value: readonly string[];
  onChange: (roleIds: string[]) => void;
  error?: string | undefined;
}

const errorId = 'invitee-roles-error';

/** The roles of the organization. One that gives more than one's own stays where it is and says what is missing. */
export function RoleChoice({ organizationId, value, onChange, error }: RoleChoiceProps) {
  const { t } = useTranslation('staffInvitations');
  const may = useMay();
  const roleName = useRoleName();
  const roleDoes = useRoleDoes();
  const words = usePermissionWords();
  const { data, error: failure, refetch } = useQuery(invitableRolesQuery, { variables: { organizationId } });
  if (failure && !data) return <LoadFailed error={failure} retry={refetch} />;
  const toggle = (id: string) =>
    onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  return (
    <fieldset className={classes.group} aria-describedby={error ? errorId : undefined}>
      <legend>{t('roles')}</legend>
      {!data && <Skeleton height={220} />}
      {data?.roles.map((role) => {
        const missing = role.permissions.filter((one) => !isKnownPermission(one) || !may(one));
        const beyond = missing.length > 0;
        const does = roleDoes(role) ?? inShownOrder(role.permissions).map(words.name).join(' · ');
        return (
          <Checkbox
            key={role.id}
            id={`invitee-role-${role.id}`}
            className={classes.role ?? ''}
            label={roleName(role)}
            description={
              beyond ? t('beyondRole', { missing: inShownOrder(missing).map(words.name).join(', ') }) : does
            }
            checked={value.includes(role.id)}
            disabled={beyond}
            aria-invalid={error ? true : undefined}
            onChange={() => toggle(role.id)}
          />
        );
      })}
      {error && (
        <Text id={errorId} size="xs" c="var(--anteroom-red)" role="alert" mt={4}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}
