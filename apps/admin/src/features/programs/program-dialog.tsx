import { useMutation } from '@apollo/client/react';
import { Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../gql';
import type { ProgramRowFragment } from '../../gql/graphql';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useOrganization } from '../organizations/viewer';
import { createProgramMutation } from './programs.graphql';

const renameProgramMutation = graphql(`
  mutation RenameProgram($input: RenameProgramInput!) {
    renameProgram(input: $input) {
      program {
        ...ProgramRow
      }
      errors {
        ...Refusal
      }
    }
  }
`);

const nameLimit = 120;

interface ProgramDialogProps {
  /** Left out: a new one. */
  program?: ProgramRowFragment | undefined;
  onClose: () => void;
}

export function ProgramDialog({ program, onClose }: ProgramDialogProps) {
  const { t } = useTranslation('programs');
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const reasonText = useReason();
  const [create] = useMutation(createProgramMutation, { refetchQueries: 'active' });
  const [rename] = useMutation(renameProgramMutation);
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: program?.name ?? '' },
  });

  const save = handleSubmit(async (values) => {
    const name = values.name.trim();
    try {
      const payload = program
        ? (await rename({ variables: { input: { id: program.id, name } } })).data?.renameProgram
        : (await create({ variables: { input: { organizationId, name } } })).data?.createProgram;
      const refusal = payload?.errors[0];
      if (refusal) {
        const message = reasonText(refusal);
        setError('name', { message }, { shouldFocus: true });
        return;
      }
      notifications.show({
        color: 'green',
        message: t(program ? 'form.renamed' : 'form.created', { name }),
      });
      onClose();
    } catch (error) {
      failed(error);
    }
  });

  return (
    <Dialog
      opened
      onClose={onClose}
      title={program ? t('form.renameTitle', { name: program.name }) : t('form.createTitle')}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="lg">
          <TextInput
            {...register('name', {
              validate: (name) => name.trim() !== '' || t('form.required'),
              maxLength: { value: nameLimit, message: t('form.tooLong', { limit: nameLimit }) },
            })}
            label={t('form.name')}
            description={t('form.hint')}
            autoComplete="off"
            error={formState.errors.name?.message}
            data-autofocus
          />
          <FormButtons busy={formState.isSubmitting} onCancel={onClose}>
            {t(program ? 'form.rename' : 'form.create')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
