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
export function ProgramSelect(props: ProgramSelectProps) {
  const { organizationId, value, onChange, error, mayCreate = true } = props;
  const { t } = useTranslation('programs');
  const [search, setSearch] = useState('');
  const { options, searching } = useOptions(organizationId, value, search);
  const { create, failure } = useNewProgram(organizationId);
  const name = search.trim();
  const isNew =
    mayCreate && name !== '' && !options.some(({ label }) => label.toLowerCase() === name.toLowerCase());

  async function choose(next: string | null) {
    const programId = next === createNew ? await create(name) : next;
    if (programId !== undefined) onChange(programId);
  }

  return (
    <Select
      label={t('choice.label')}
      description={mayCreate ? t('choice.hint') : undefined}
      placeholder={t('choice.placeholder')}
      data={isNew ? [...options, { value: createNew, label: t('choice.create', { name }) }] : options}
      value={value}
      onChange={(next) => void choose(next).catch(() => undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('choice.clear') }}
      searchValue={search}
      onSearchChange={setSearch}
      // The API has searched already.
      filter={({ options: all }) => all}
      nothingFoundMessage={searching ? t('choice.searching') : t(`choice.${noneOf(name, mayCreate)}`)}
      error={error ?? failure}
      maxDropdownHeight={240}
    />
  );
}

/** What the search finds, and whatever it finds, the program that is chosen. */
function useOptions(organizationId: string, value: string | null, search: string) {
  const [asked] = useDebouncedValue(search.trim(), 200);
  const chosen = useQuery(chosenProgramQuery, { variables: { id: value ?? '' }, skip: value === null });
  const chosenProgram = value === null ? null : (chosen.data?.program ?? null);
  // The name of the chosen one stands in the field; it is no search.
  const sought = (text: string) => (text === chosenProgram?.name ? '' : text);
  const found = useQuery(programOptionsQuery, {
    variables: { organizationId, search: sought(asked) || null },
  });
  const programs = (found.data ?? found.previousData)?.programs.nodes ?? [];
  // Before the API has answered, what it found earlier is narrowed here: a quick Enter must not take a program of another name.
  const typed = sought(search.trim()).toLowerCase();
  const options = programs
    .filter((program) => program.name.toLowerCase().includes(typed))
    .map((program) => ({ value: program.id, label: program.name }));
  if (chosenProgram && !options.some((option) => option.value === chosenProgram.id)) {
    options.unshift({ value: chosenProgram.id, label: chosenProgram.name });
  }
  return { options, searching: found.loading };
}

/** Makes a program of a name and gives its id, or nothing if that failed. */
function useNewProgram(organizationId: string) {
  const reasonText = useReason();
  const [createProgram, { data, error }] = useMutation(createProgramMutation, {
    update: (cache) => {
      cache.evict({ id: 'ROOT_QUERY', fieldName: 'programs' });
      cache.gc();
    },
  });
  const refusal = data?.createProgram.errors[0];
  return {
    create: async (name: string): Promise<string | undefined> => {
      const answer = await createProgram({ variables: { input: { organizationId, name } } });
      return answer.data?.createProgram.program?.id;
    },
    failure: (refusal && reasonText(refusal)) ?? (error && <FailureText error={error} />),
  };
}

function noneOf(name: string, mayCreate: boolean): 'none' | 'noneYet' | 'noneYetCreate' {
  if (name !== '') return 'none';
  return mayCreate ? 'noneYetCreate' : 'noneYet';
}
