import { Button, FileButton, Group, Input } from '@mantine/core';
import { useId, useRef } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { drawLogo } from './draw-logo';
import classes from './logo-field.module.css';

/** `logo` of the form: where it is, the image itself as a data URL, or an empty text. */
export function LogoField() {
  const { t } = useTranslation('settings');
  const { setError, clearErrors } = useFormContext();
  const { field, fieldState } = useController<{ logo: string }, 'logo'>({ name: 'logo' });
  const label = useId();
  const reset = useRef<() => void>(null);
  const chooser = useRef<HTMLButtonElement>(null);

  const show = (logo: string) => {
    field.onChange(logo);
    clearErrors('logo');
  };

  const choose = async (file: File | null) => {
    // The same file can be chosen again after it was taken away.
    reset.current?.();
    if (!file) return;
    try {
      show(await drawLogo(file));
    } catch {
      setError('logo', { message: t('practice.logoUnreadable', { name: file.name }) });
    }
  };

  return (
    <Input.Wrapper
      label={t('practice.logo')}
      labelElement="div"
      labelProps={{ id: label }}
      description={t('practice.logoHint')}
      error={fieldState.error?.message}
      errorProps={{ role: 'alert', mt: 6 }}
    >
      <Group role="group" aria-labelledby={label} gap="sm" mt={6}>
        {field.value && <img className={classes.logo} src={field.value} alt={t('practice.logoNow')} />}
        <FileButton onChange={choose} accept="image/png,image/jpeg,image/webp,image/svg+xml" resetRef={reset}>
          {(props) => (
            <Button
              {...props}
              ref={(button) => {
                field.ref(button);
                chooser.current = button;
              }}
              variant="default"
            >
              {field.value ? t('practice.logoOther') : t('practice.logoChoose')}
            </Button>
          )}
        </FileButton>
        {field.value && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              show('');
              // The button goes with the logo.
              chooser.current?.focus();
            }}
          >
            {t('practice.logoRemove')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}
