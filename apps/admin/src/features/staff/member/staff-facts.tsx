import { useFormat } from '@anteroom/ui';
import { useMutation } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { EditableFact } from '../../../page/detail/editable-fact';
import { Fact, Facts, MomentFact } from '../../../page/detail/facts';
import { useOpenFact } from '../../../page/detail/use-open-fact';
import { useMutationFailure } from '../../../page/failure/use-mutation-failure';
import { useReason } from '../../../page/failure/use-reason';
import { addressPattern } from '../../sign-in/address-pattern';
import { updateStaffMemberMutation } from '../staff.graphql';

const fields = ['firstName', 'lastName', 'email', 'number'] as const;
type Field = (typeof fields)[number];

export function StaffFacts({ member }: { member: StaffMemberDetailsFragment }) {
  const { t } = useTranslation('staff');
  const { locale } = useFormat();
  const save = useSaveFact(member);
  const changeable = member.canChangeRoles.allowed;
  const canEdit = (field: Field) => changeable && (field !== 'email' || member.status.startsWith('INVITE'));
  const { open, edit, close } = useOpenFact(fields.filter(canEdit));
  return (
    <Facts>
      {fields.map((field) => (
        <Fact key={field} label={t(`member.${field}`)}>
          {canEdit(field) ? (
            <EditableFact
              label={t(`member.${field}`)}
              value={member[field] ?? ''}
              type={field === 'email' ? 'email' : 'text'}
              required={field === 'email'}
              editing={open === field}
              onEdit={() => edit(field)}
              onClose={() => close(field)}
              onSave={(value) =>
                field === 'email' && !addressPattern.test(value)
                  ? Promise.resolve(t('member.invalidEmail'))
                  : save(field, value)
              }
            />
          ) : (
            <>
              {member[field] || t('none')}
              {field === 'email' && changeable && (
                <Text size="xs" c="dimmed">
                  {t('member.emailFixed')}
                </Text>
              )}
            </>
          )}
        </Fact>
      ))}
      {member.activeApiKeys && member.activeApiKeys.length > 0 && (
        <Fact label={t('member.apiKeys')}>{new Intl.ListFormat(locale).format(member.activeApiKeys)}</Fact>
      )}
      <MomentFact label={t('member.invited')} at={member.createdAt} />
      <MomentFact label={t('member.activated')} at={member.activatedAt} />
      <MomentFact label={t('member.deactivated')} at={member.deactivatedAt} />
      <MomentFact label={t('member.lastSeen')} at={member.lastSeenAt} />
    </Facts>
  );
}

/** Saves one field, and answers the sentence to show at it when it was refused. */
function useSaveFact(member: StaffMemberDetailsFragment) {
  const { t } = useTranslation(['staff', 'page']);
  const reasonText = useReason();
  const failed = useMutationFailure();
  const [update] = useMutation(updateStaffMemberMutation, {
    refetchQueries: ['StaffMemberPage', 'Organization'],
  });
  return async (field: Field, value: string): Promise<string | undefined> => {
    try {
      const { data } = await update({
        variables: { input: { id: member.id, [field]: value === '' ? null : value } },
      });
      const refusal = data?.updateStaffMember.errors[0];
      if (refusal) return reasonText(refusal);
      const { linkReplaced } = data?.updateStaffMember ?? {};
      notifications.show({
        color: linkReplaced ? 'yellow' : 'green',
        autoClose: linkReplaced ? 15_000 : 5_000,
        message: t(linkReplaced ? 'staff:member.linkReplaced' : 'staff:member.saved'),
      });
      return undefined;
    } catch (error) {
      failed(error);
      return t('page:notSaved');
    }
  };
}
