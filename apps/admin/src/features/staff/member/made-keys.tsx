import { useFormat } from '@anteroom/ui';
import { Alert, Anchor, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StaffMemberDetailsFragment } from '../../../gql/graphql';
import { paths } from '../../../paths';
import { useMay } from '../../organizations/permissions';
import { useOrganization } from '../../organizations/viewer';

/** API keys do not end with whoever made them, and these have a secret that this person was shown. */
export function MadeKeysNotice({ member }: { member: StaffMemberDetailsFragment }) {
  const { t } = useTranslation('staff');
  const { locale } = useFormat();
  const { slug } = useOrganization();
  const may = useMay();
  const names = member.activeApiKeys ?? [];
  if (names.length === 0) return null;
  const away = member.status === 'DEACTIVATED';
  return (
    <Alert color="yellow" variant="outline" mb={away ? 'lg' : 0} icon={<IconKey aria-hidden="true" />}>
      <Text size="sm">
        {t(away ? 'keys.leftBehind' : 'keys.outlast', {
          count: names.length,
          names: new Intl.ListFormat(locale).format(names),
        })}{' '}
        {may('apiKeys.manage') ? (
          <Anchor component={Link} to={paths.apiKeys(slug)} size="sm" underline="always">
            {t('keys.toKeys')}
          </Anchor>
        ) : (
          t('keys.byOthers')
        )}
      </Text>
    </Alert>
  );
}
