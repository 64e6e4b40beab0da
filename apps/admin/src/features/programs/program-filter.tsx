import { useQuery } from '@apollo/client/react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { chosenProgramQuery, programOptionsQuery } from './programs.graphql';

interface ProgramFilterProps {
  programId: string | null;
  onChange: (programId: string | null) => void;
  className: string | undefined;
}

/** Narrows a list down to one program; nothing for whoever may not see the programs. */
export function ProgramFilter(props: ProgramFilterProps) {
  const may = useMay();
  return may('programs.read') ? <ProgramChoice {...props} /> : null;
}

function ProgramChoice({ programId, onChange, className = '' }: ProgramFilterProps) {
  const { t } = useTranslation('programs');
  const { id: organizationId } = useOrganization();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const { data, previousData } = useQuery(programOptionsQuery, {
    variables: { organizationId, search: search || null },
  });
  // A link may name a program that is not among the first fifty.
  const chosen = useQuery(chosenProgramQuery, {
    variables: { id: programId ?? '' },
    skip: programId === null,
  }).data?.program;
  const found = (data ?? previousData)?.programs.nodes ?? [];
  const programs = chosen && !found.some((program) => program.id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      aria-label={t('filter.label')}
      placeholder={t('filter.any')}
      data={programs.map((program) => ({ value: program.id, label: program.name }))}
      value={programId}
      onChange={onChange}
      searchable
      onSearchChange={(text) =>
        setTyped(programs.some((program) => program.name === text) ? '' : text.trim())
      }
      nothingFoundMessage={t('filter.none')}
      clearable
      className={className}
    />
  );
}
