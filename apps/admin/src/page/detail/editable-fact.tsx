import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useStillHere } from '../use-still-here';
import { UnknownFact } from './facts';
import classes from './facts.module.css';

interface EditableFactProps {
  label: string;
  value: string;
  type: 'text' | 'email';
  required: boolean;
  editing: boolean;
  /** The viewer may not change it. */
  readOnly?: boolean;
  onEdit: () => void;
  onClose: () => void;
  /** Answers why the value was refused, if it was. */
  onSave: (value: string) => Promise<string | undefined>;
}

/** A value that becomes a field where it stands. Enter saves, Escape leaves it as it was. */
export function EditableFact(props: EditableFactProps) {
  const { t } = useTranslation('page');
  const { label, value, editing, readOnly = false, onEdit } = props;
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(editing);

  useEffect(() => {
    // The field is gone with its focus; the way back in is where the keyboard expects to be.
    if (wasEditing.current && !editing) pencil.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (editing && !readOnly) return <FactForm {...props} />;
  return (
    <div className={classes.value}>
      {value === '' ? <UnknownFact>{t('fact.unknown')}</UnknownFact> : <span>{value}</span>}
      {!readOnly && (
        <ActionIcon
          ref={pencil}
          variant="subtle"
          color="gray"
          size={32}
          onClick={onEdit}
          aria-label={t('fact.edit', { field: label.toLowerCase() })}
        >
          <IconPencil size={16} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}

function FactForm({ label, value, type, required, onClose, onSave }: EditableFactProps) {
  const { t } = useTranslation('page');
  const { register, handleSubmit, formState, setError, setFocus } = useForm({
    defaultValues: { fact: value },
  });
  const stillHere = useStillHere();
  useEffect(() => setFocus('fact', { shouldSelect: true }), [setFocus]);

  const save = handleSubmit(async ({ fact }) => {
    const wish = fact.trim();
    const refused = wish === value ? undefined : await onSave(wish);
    if (!refused) onClose();
    else if (stillHere()) setError('fact', { message: refused }, { shouldFocus: true });
    // Whoever has gone on to another field would take it for saved.
    else notifications.show({ color: 'red', title: t('notSavedFact', { field: label }), message: refused });
  });

  return (
    <form onSubmit={save} noValidate>
      <TextInput
        {...register('fact', {
          validate: (fact) => !required || fact.trim() !== '' || t('why.REQUIRED'),
        })}
        aria-label={label}
        type={type}
        autoComplete="off"
        error={formState.errors.fact?.message}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <Group gap="xs" mt={6} mb={6}>
        <Button type="submit" size="compact-sm" loading={formState.isSubmitting}>
          {t('save')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
