import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './api-keys.module.css';

interface KeySecretProps {
  name: string;
  secret: string;
  onDone: () => void;
}

/** The one time that a secret is to be seen. It lives in the component that got it, and in no cache. */
export function KeySecret({ name, secret, onDone }: KeySecretProps) {
  const { t } = useTranslation('apiKeys');
  return (
    <Stack gap="lg">
      <Alert color="yellow" variant="outline" icon={<IconAlertTriangle aria-hidden />} role="alert">
        {t('secret.warning')}
      </Alert>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('secret.label', { name })}
          value={secret}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          classNames={{ root: classes.secret ?? '', input: classes.mono ?? '' }}
          data-autofocus
        />
        <CopyButton value={secret} timeout={3_000}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              <span aria-live="polite">{t(copied ? 'secret.copied' : 'secret.copy')}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
      <Group justify="flex-end">
        <Button onClick={onDone}>{t('secret.done')}</Button>
      </Group>
    </Stack>
  );
}
