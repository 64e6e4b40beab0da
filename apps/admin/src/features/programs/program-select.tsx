import { useMutation, useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../page/failure/use-reason';
import { FailureText } from '../messages/failure-text';
import { chosenProgramQuery, createProgramMutation, programOptionsQuery } from './programs.graphql';

interface ProgramSelectProps {
  organizationId: string;
  value: string | null;
  onChange: (programId: string | null) => void;
  error?: string | undefined;
  /** Offers to make a program of a name that there is not yet. */
  mayCreate?: boolean;
}

const createNew = 'create';

/** The programs of the organization, searched by the API, and a new one by its name. */
export function ProgramSelect({
  organizationId,
  value,
  onChange,
  error,
  mayCreate = true,
}: ProgramSelectProps) {
  const { t } = useTranslation('programs');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const chosen = useQuery(chosenProgramQuery, { variables: { id: value ?? '' }, skip: value === null });
  const chosenProgram = value === null ? null : (chosen.data?.program ?? null);
  // The name of the chosen one stands in the field; it is no search.
  const searching = asked === chosenProgram?.name ? '' : asked;
  const found = useQuery(programOptionsQuery, { variables: { organizationId, search: searching || null } });
  const [create, creation] = useMutation(createProgramMutation, {
    update: (cache) => {
      cache.evict({ id: 'ROOT_QUERY', fieldName: 'programs' });
      cache.gc();
    },
  });

  const reasonText = useReason();
  const refusal = creation.data?.createProgram.errors[0];
  const programs = (found.data ?? found.previousData)?.programs.nodes ?? [];
  const name = search.trim();
  // Before the API has answered, what it found earlier is narrowed here: a quick Enter must not take a program of another name.
  const typed = name === chosenProgram?.name ? '' : name.toLowerCase();
  const options = programs
    .filter((program) => program.name.toLowerCase().includes(typed))
    .map((program) => ({ value: program.id, label: program.name }));
  if (chosenProgram && !options.some((option) => option.value === chosenProgram.id)) {
    options.unshift({ value: chosenProgram.id, label: chosenProgram.name });
  }
  const isNew =
    mayCreate && name !== '' && !options.some(({ label }) => label.toLowerCase() === name.toLowerCase());
  if (isNew) options.push({ value: createNew, label: t('choice.create', { name }) });

  async function choose(next: string | null) {
    if (next !== createNew) {
      onChange(next);
      return;
    }
    const { data } = await create({ variables: { input: { organizationId, name } } });
    const program = data?.createProgram.program;
    if (program) onChange(program.id);
  }

  return (
    <Select
      label={t('choice.label')}
      description={mayCreate ? t('choice.hint') : undefined}
      placeholder={t('choice.placeholder')}
      data={options}
      value={value}
      onChange={(next) => void choose(next).catch(() => undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('choice.clear') }}
      searchValue={search}
      onSearchChange={setSearch}
      // The API has searched already.
      filter={({ options: all }) => all}
      nothingFoundMessage={found.loading ? t('choice.searching') : t(`choice.${noneOf(name, mayCreate)}`)}
      error={
        error ??
        (refusal && reasonText(refusal)) ??
        (creation.error && <FailureText error={creation.error} />)
      }
      maxDropdownHeight={240}
    />
  );
}

function noneOf(name: string, mayCreate: boolean): 'none' | 'noneYet' | 'noneYetCreate' {
  if (name !== '') return 'none';
  return mayCreate ? 'noneYetCreate' : 'noneYet';
}
