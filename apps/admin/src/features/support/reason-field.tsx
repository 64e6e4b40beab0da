import { Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { type Control, type Path, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { REASON_MAX, REASON_MIN } from './look-reason';

const common = {
  look: ['notReceived', 'linkDead', 'wrongPage', 'cameBack'],
  send: ['notReceived', 'linkDead', 'wrongPage', 'cameBack'],
  lift: ['askedByPhone', 'askedHere'],
} as const;

interface ReasonFieldProps<Values extends { reason: string }> {
  control: Control<Values>;
  about: keyof typeof common;
}

/** A reason in one press, or in one's own words; it stands in the audit log. */
export function ReasonField<Values extends { reason: string }>({ control, about }: ReasonFieldProps<Values>) {
  const { t } = useTranslation('support');
  const { field, fieldState } = useController({
    control,
    name: 'reason' as Path<Values>,
    rules: {
      validate: (reason) => {
        const { length } = String(reason).trim();
        if (length < REASON_MIN) return t('reason.short', { count: REASON_MIN });
        return length <= REASON_MAX || t('reason.long', { count: REASON_MAX });
      },
    },
  });
  const value = String(field.value ?? '');
  return (
    <Stack gap="xs">
      <TextInput
        {...field}
        label={t(`reason.label.${about}`)}
        description={t('reason.hint')}
        maxLength={REASON_MAX}
        autoComplete="off"
        error={fieldState.error?.message}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put a second frame into the form */}
      <div role="group" aria-label={t('reason.common')}>
        <Group gap="xs">
          {common[about].map((key) => {
            const text = t(`reason.${key}`);
            return (
              <Chip key={key} checked={value === text} onChange={() => field.onChange(text)} variant="light">
                {text}
              </Chip>
            );
          })}
        </Group>
      </div>
      <Text size="xs" c="dimmed">
        {t(about === 'look' ? 'reason.holds' : 'reason.kept')}
      </Text>
    </Stack>
  );
}
