import { useQuery } from '@apollo/client/react';
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffToConnectQuery } from './connections.graphql';

interface StaffPickerProps {
  organizationId: string;
  value: string[];
  onChange: (ids: string[]) => void;
  label: string;
  description?: string;
  error?: string | undefined;
  /** Those whose names are known before anything was searched. */
  known?: readonly { id: string; name: string }[];
  /** Not offered. */
  without?: readonly string[];
  autoFocus?: boolean;
}

const most = 20;

/** Staff by name, searched by the API; somebody invited can be chosen as well. */
export function StaffPicker(props: StaffPickerProps) {
  const { organizationId, value, onChange, label, description, error, known = [], without = [] } = props;
  const { t } = useTranslation('connections');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const found = useQuery(staffToConnectQuery, { variables: { organizationId, search: asked || null } });
  // Whoever was chosen stays named when the next search does not find them.
  const names = useRef(new Map<string, string>());
  for (const { id, name } of known) names.current.set(id, name);
  const staff = (found.data ?? found.previousData)?.staffToConnect ?? [];
  for (const { id, firstName, lastName, active } of staff) {
    const name = `${firstName} ${lastName}`.trim();
    names.current.set(id, active ? name : t('notJoined', { name }));
  }
  const offered = staff.map(({ id }) => id).filter((id) => !without.includes(id));
  const options = [...new Set([...value, ...offered])].map((id) => ({
    value: id,
    label: names.current.get(id) ?? id,
  }));
  return (
    <MultiSelect
      label={label}
      {...(description && { description })}
      placeholder={value.length === 0 ? t('pickStaff') : ''}
      data={options}
      value={value}
      onChange={onChange}
      maxValues={most}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // The API has searched already.
      filter={({ options: all }) => all}
      nothingFoundMessage={found.loading ? t('searching') : t('noStaff')}
      error={error}
      hidePickedOptions
      {...(props.autoFocus && { 'data-autofocus': true })}
      maxDropdownHeight={220}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
