import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { type ChoiceProps, SearchedChoice, useChoiceSearch } from '../../page/searched-choice';
import { useOrganization } from '../organizations/viewer';
import { staffToConnectQuery } from './connections.graphql';

interface StaffPickerProps extends ChoiceProps {
  /** Not offered. */
  without?: readonly string[];
}

const most = 20;

/** Staff by name, searched by the API; somebody invited can be chosen as well. */
export function StaffPicker({ without = [], ...props }: StaffPickerProps) {
  const { t } = useTranslation('connections');
  const { id: organizationId } = useOrganization();
  const search = useChoiceSearch();
  const { data, previousData, loading } = useQuery(staffToConnectQuery, {
    variables: { organizationId, search: search.asked },
    skip: props.disabled ?? false,
  });
  const staff = (data ?? previousData)?.staffToConnect ?? [];
  const found = staff
    .filter(({ id }) => !without.includes(id))
    .map(({ id, firstName, lastName, active }) => {
      const name = `${firstName} ${lastName}`.trim();
      return { id, label: active ? name : t('notJoined', { name }) };
    });
  return (
    <SearchedChoice
      {...props}
      search={search}
      found={found}
      placeholder={t('pickStaff')}
      nothingFound={loading ? t('searching') : t('noStaff')}
      maxValues={most}
    />
  );
}
