import { Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { type Control, type Path, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { REASON_MAX, REASON_MIN } from './look-reason';

const common = ['notReceived', 'linkDead', 'wrongPage', 'cameBack'] as const;

interface ReasonFieldProps<Values extends { reason: string }> {
  control: Control<Values>;
  /** Asked once more before something is sent. */
  toAct?: boolean;
}

/** A reason in one press, or in one's own words; it stands in the audit log. */
export function ReasonField<Values extends { reason: string }>({
  control,
  toAct = false,
}: ReasonFieldProps<Values>) {
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
        label={t(toAct ? 'reason.act' : 'reason.label')}
        description={t('reason.hint')}
        maxLength={REASON_MAX}
        autoComplete="off"
        error={fieldState.error?.message}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put a second frame into the form */}
      <div role="group" aria-label={t('reason.common')}>
        <Group gap="xs">
          {common.map((key) => {
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
        {t(toAct ? 'reason.kept' : 'reason.holds')}
      </Text>
    </Stack>
  );
}
