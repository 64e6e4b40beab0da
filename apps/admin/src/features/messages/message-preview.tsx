import { Button, Group, SegmentedControl, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewRecipient } from '../../gql/graphql';
import { MailFrame } from './mail-frame';
import classes from './message-preview.module.css';
import type { useMessagePreview } from './use-message-preview';

interface MessagePreviewProps {
  preview: ReturnType<typeof useMessagePreview>;
  recipient: PreviewRecipient;
  /** Left out where there is one recipient only. */
  onRecipientChange?: ((recipient: PreviewRecipient) => void) | undefined;
}

/** The real mail, made by the code that sends it. */
export function MessagePreview({ preview, recipient, onRecipientChange }: MessagePreviewProps) {
  const { t } = useTranslation('messages');
  const [width, setWidth] = useState<'wide' | 'phone'>('wide');
  const { mail } = preview;
  // What is shown is older than what is written, and will stay so until something is mended.
  const stale = preview.errors.length > 0 || preview.failed;

  return (
    <section className={classes.preview} aria-label={t('preview.label')}>
      <div className={classes.bar}>
        {onRecipientChange && (
          <SegmentedControl
            size="xs"
            aria-label={t('preview.recipient')}
            value={recipient}
            onChange={(value) => onRecipientChange(value as PreviewRecipient)}
            data={[
              { value: 'FIRST', label: t('preview.first') },
              { value: 'LONGEST_NAME', label: t('preview.longestName') },
              { value: 'NO_NAME', label: t('preview.noName') },
            ]}
          />
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('preview.width')}
          value={width}
          onChange={(value) => setWidth(value as 'wide' | 'phone')}
          data={[
            { value: 'wide', label: t('preview.wide') },
            { value: 'phone', label: t('preview.phone') },
          ]}
        />
      </div>
      <Warnings warnings={preview.warnings} />
      {mail === null && <NoMailYet waiting={preview.loading} />}
      {mail !== null && (
        <>
          {preview.errors.length > 0 && (
            <Text size="sm" c="dimmed" mb={8}>
              {t('preview.older')}
            </Text>
          )}
          <div className={classes.envelope}>
            <dl>
              <dt>{t('preview.to')}</dt>
              <dd>{mail.to}</dd>
              <dt>{t('preview.subject')}</dt>
              <dd className={classes.subject}>{mail.subject}</dd>
            </dl>
          </div>
          <section
            className={classes.paper}
            data-stale={stale || undefined}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by key
            tabIndex={0}
            aria-label={t('preview.mail')}
          >
            <MailFrame html={mail.html} title={t('preview.mail')} width={width} />
          </section>
        </>
      )}
      <VisuallyHidden role="status">{preview.upToDate ? t('preview.ready') : ''}</VisuallyHidden>
      <div role="alert">{preview.failed && <NotMade preview={preview} />}</div>
    </section>
  );
}

function NotMade({ preview: { loading, retry } }: Pick<MessagePreviewProps, 'preview'>) {
  const { t } = useTranslation(['messages', 'page']);
  return (
    <Group gap="sm" mt={6}>
      <Text size="sm" c="var(--anteroom-red)">
        {t('messages:preview.failed')}
      </Text>
      <Button
        size="xs"
        variant="default"
        loading={loading}
        // A second failure shows up as the same one.
        onClick={() => void retry().catch(() => undefined)}
      >
        {t('page:retry')}
      </Button>
    </Group>
  );
}

function NoMailYet({ waiting }: { waiting: boolean }) {
  const { t } = useTranslation('messages');
  if (waiting) return <Skeleton height={420} />;
  return <Text c="dimmed">{t('preview.none')}</Text>;
}

function Warnings({ warnings }: { warnings: readonly { code: string; message: string }[] }) {
  const { t, i18n } = useTranslation('messages');
  if (warnings.length === 0) return null;
  // The API speaks English and names the very word or site; other readers get the gist in their language.
  const words = (code: string, message: string) =>
    i18n.resolvedLanguage !== 'en' && i18n.exists(`messages:warnings.${code}`)
      ? t(`warnings.${code as 'FOREIGN_LINK'}`)
      : message;
  return (
    <ul className={classes.warnings} aria-label={t('warnings.label')}>
      {warnings.map(({ code, message }) => (
        <li key={`${code} ${message}`} className={classes.warning}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{words(code, message)}</span>
        </li>
      ))}
    </ul>
  );
}
