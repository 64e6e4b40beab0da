import { useQuery } from '@apollo/client/react';
import { MultiSelect, Pill, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import { ListFilters } from '../../page/list/list-filters';
import { useOrganization } from '../organizations/viewer';
import type { AuditListState } from './audit-list-state';
import classes from './audit-table.module.css';
import { actionsByArea, useActionWords } from './audit-words';

const auditActorsQuery = graphql(`
  query AuditActors($organizationId: ID!) {
    auditActors(organizationId: $organizationId) {
      id
      name
    }
  }
`);

interface AuditFiltersProps {
  state: AuditListState;
  /** Of whom or what the address shows only; as far as it is known. */
  subjectName: string | null;
  filtered: boolean;
  onChange: (change: Partial<AuditListState>) => void;
  onClear: () => void;
}

export function AuditFilters({ state, subjectName, filtered, onChange, onClear }: AuditFiltersProps) {
  const { t } = useTranslation('audit');
  const { id: organizationId } = useOrganization();
  const actionWords = useActionWords();
  const { data } = useQuery(auditActorsQuery, { variables: { organizationId } });
  const actors = data?.auditActors.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <ListFilters filtered={filtered} onClear={onClear}>
      <Select
        aria-label={t('filter.who')}
        placeholder={t('filter.anyone')}
        data={actors}
        value={state.who}
        onChange={(who) => onChange({ who })}
        searchable
        clearable
        nothingFoundMessage={t('filter.nobody')}
        className={classes.filter ?? ''}
      />
      <MultiSelect
        aria-label={t('filter.what')}
        placeholder={state.what.length === 0 ? t('filter.anything') : ''}
        data={actionsByArea.map(({ area, actions }) => ({
          group: t(`area.${area}`),
          items: actions.map((action) => ({ value: action, label: actionWords(action) })),
        }))}
        value={state.what}
        onChange={(what) => onChange({ what })}
        searchable
        clearable
        maxDropdownHeight={320}
        nothingFoundMessage={t('filter.nothing')}
        className={classes.filter ?? ''}
      />
      <TextInput
        type="date"
        aria-label={t('filter.from')}
        title={t('filter.from')}
        leftSection={<span className={classes.dayWord}>{t('filter.fromShort')}</span>}
        leftSectionWidth={44}
        value={state.from ?? ''}
        {...(state.to && { max: state.to })}
        onChange={(event) => onChange({ from: event.currentTarget.value || null })}
        className={classes.day ?? ''}
      />
      <TextInput
        type="date"
        aria-label={t('filter.to')}
        title={t('filter.to')}
        leftSection={<span className={classes.dayWord}>{t('filter.toShort')}</span>}
        leftSectionWidth={44}
        value={state.to ?? ''}
        {...(state.from && { min: state.from })}
        onChange={(event) => onChange({ to: event.currentTarget.value || null })}
        className={classes.day ?? ''}
      />
      {state.whom && (
        <Pill
          size="lg"
          withRemoveButton
          removeButtonProps={{ 'aria-label': t('filter.clearWhom'), 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => onChange({ whom: null })}
        >
          {t('filter.whom', { name: subjectName ?? t('filter.whomUnknown') })}
        </Pill>
      )}
    </ListFilters>
  );
}
