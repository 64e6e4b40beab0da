import { Button, Group, Text, Title } from '@mantine/core';
import { IconShieldCog } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { useReason } from '../../../page/failure/use-reason';
import { usePageParams } from '../../../page/use-page-params';
import { ChangeRolesDialog } from '../roles/change-roles-dialog';
import { inShownOrder } from '../roles/permission-groups';
import { usePermissionWords, useRoleDoes, useRoleName } from '../roles/use-role-words';
import classes from './staff-holdings.module.css';

const dialogName = 'roles';

/** What somebody may do: their roles, what these are for, and what was given to them alone. */
export function StaffHoldings({ member }: { member: StaffMemberDetailsFragment }) {
  const { t } = useTranslation('staff');
  const reasonText = useReason();
  const roleName = useRoleName();
  const roleDoes = useRoleDoes();
  const words = usePermissionWords();
  const [params, setParams] = usePageParams();
  const whyNot = useId();
  const { allowed, code, reason } = member.canChangeRoles;
  const singly = inShownOrder(member.grantedPermissions);
  return (
    <section aria-labelledby="staff-holdings">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} id="staff-holdings">
          {t('member.may')}
        </Title>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconShieldCog size={16} aria-hidden="true" />}
          disabled={!allowed}
          aria-describedby={allowed ? undefined : whyNot}
          onClick={() => setParams({ dialog: dialogName })}
        >
          {t('member.changeRoles')}
        </Button>
      </Group>
      {!allowed && (
        <Text id={whyNot} size="xs" c="dimmed" mb="sm">
          {reasonText({ code, reason })}
        </Text>
      )}
      <ul className={classes.list} aria-label={t('member.roles')}>
        {member.roles.map((role) => (
          <li key={role.id}>
            <span className={classes.name}>{roleName(role)}</span>
            <span className={classes.does}>
              {roleDoes(role) ?? inShownOrder(role.permissions).map(words.name).join(' · ')}
            </span>
          </li>
        ))}
        {member.roles.length === 0 && <li>{t('member.nothing')}</li>}
      </ul>
      {singly.length > 0 && (
        <>
          <Title order={3} size="h4" mt="md" mb="xs" id="staff-singly">
            {t('member.singly')}
          </Title>
          <ul className={classes.list} aria-labelledby="staff-singly">
            {singly.map((permission) => (
              <li key={permission}>
                <span className={classes.name}>{words.name(permission)}</span>
                <span className={classes.does}>{words.does(permission)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {params.get('dialog') === dialogName && allowed && (
        <ChangeRolesDialog member={member} onClose={() => setParams({}, { replace: true })} />
      )}
    </section>
  );
}
