import { useMutation, useQuery } from '@apollo/client/react';
import { Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { AddClientsToProgramInput } from '../../gql/graphql';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { LoadFailed } from '../../page/failure/load-failed';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { useOngoingWork } from '../bulk-operations/ongoing/ongoing-work';
import { useOutcomeText } from '../bulk-operations/outcome';
import { programOptionsQuery } from './programs.graphql';

const addClientsToProgramMutation = graphql(`
  mutation AddClientsToProgram($input: AddClientsToProgramInput!) {
    addClientsToProgram(input: $input) {
      program {
        id
        name
        clientCount
      }
      addedCount
      operation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

interface AddToProgramDialogProps {
  organizationId: string;
  clients: Omit<AddClientsToProgramInput, 'programId'>;
  count: number;
  onClose: (added: boolean) => void;
}

export function AddToProgramDialog({ organizationId, clients, count, onClose }: AddToProgramDialogProps) {
  const { t } = useTranslation('programs');
  const shown = useBoundedCount();
  const choice = useRef<HTMLInputElement>(null);
  const [programId, setProgramId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const { programs, error, refetch, onSearchChange } = useFoundPrograms(organizationId);
  const { add, loading } = useAddToProgram(clients);

  const submit = async () => {
    if (!programId) {
      setProblem(t('add.chooseFirst'));
      choice.current?.focus();
      return;
    }
    const outcome = await add(programId);
    if (outcome === 'added') onClose(true);
    else setProblem(outcome?.refused);
  };

  return (
    <Dialog opened onClose={() => onClose(false)} title={t('add.title', { count, shown: shown(count) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="lg">
          {error && <LoadFailed error={error} retry={refetch} />}
          <Select
            ref={choice}
            label={t('add.program')}
            placeholder={t('add.placeholder')}
            data={programs.map((program) => ({ value: program.id, label: program.name }))}
            value={programId}
            onChange={(value) => {
              setProgramId(value);
              setProblem(undefined);
            }}
            searchable
            onSearchChange={onSearchChange}
            nothingFoundMessage={t('add.nothing')}
            error={problem}
            data-autofocus
          />
          <Text size="sm" c="dimmed">
            {t('add.already')}
          </Text>
          <FormButtons busy={loading} onCancel={() => onClose(false)}>
            {t('add.submit')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

function useFoundPrograms(organizationId: string) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const { data, previousData, error, refetch } = useQuery(programOptionsQuery, {
    variables: { organizationId, search: search || null },
  });
  const programs = (data ?? previousData)?.programs.nodes ?? [];
  return {
    programs,
    error,
    refetch,
    // The name of what was chosen is no search.
    onSearchChange: (text: string) =>
      setTyped(programs.some((program) => program.name === text) ? '' : text.trim()),
  };
}

/** Adds, and tells the outcome by itself; answers why not when it was refused, and nothing when it did not get there. */
function useAddToProgram(clients: AddToProgramDialogProps['clients']) {
  const { follow } = useOngoingWork();
  const outcomeText = useOutcomeText();
  const reasonText = useReason();
  const failed = useMutationFailure();
  const [mutate, { loading }] = useMutation(addClientsToProgramMutation, { refetchQueries: 'active' });
  const add = async (programId: string): Promise<'added' | { refused: string } | undefined> => {
    try {
      const { data } = await mutate({ variables: { input: { ...clients, programId } } });
      const payload = data?.addClientsToProgram;
      const refusal = payload?.errors[0];
      if (refusal) return { refused: reasonText(refusal) };
      if (payload?.operation) follow(payload.operation.id);
      else if (payload)
        notifications.show({
          color: 'green',
          message: outcomeText({ kind: 'ADD_TO_PROGRAM', done: payload.addedCount, skippedReasons: [] }),
        });
      return 'added';
    } catch (thrown) {
      failed(thrown);
      return undefined;
    }
  };
  return { add, loading };
}
