import { useFormat } from '@anteroom/ui';
import { Alert, Button, Code, CopyButton, Progress, Stack, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { auditEn } from './audit.en';
import classes from './audit-table.module.css';
import type { Verification } from './verification';

interface VerificationResultProps {
  verification: Verification;
  onClose: () => void;
}

export function VerificationResult({ verification, onClose }: VerificationResultProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { reached, total, complete, problemCount } = verification;
  if (!complete && problemCount === 0) {
    const progress = t('verify.progress', { reached: format.number(reached), total: format.number(total) });
    return (
      <Stack gap={4} mb="md" role="status">
        <Text size="sm">{progress}</Text>
        <Progress value={total > 0 ? (100 * reached) / total : 100} aria-label={progress} />
      </Stack>
    );
  }
  return problemCount > 0 ? (
    <Broken verification={verification} onClose={onClose} />
  ) : (
    <Whole verification={verification} onClose={onClose} />
  );
}

function Whole({ verification: { reached, since, checkpoint }, onClose }: VerificationResultProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Alert
      role="status"
      color="green"
      variant="outline"
      classNames={{ title: classes.verdict ?? '' }}
      icon={<IconShieldCheck />}
      title={
        reached > 0 && since
          ? t('verify.whole', {
              count: reached,
              shown: format.number(reached),
              since: format.day(new Date(since)),
            })
          : t('verify.nothing')
      }
      withCloseButton
      closeButtonLabel={t('verify.close')}
      onClose={onClose}
      mb="md"
    >
      {reached > 0 && checkpoint && (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t('verify.checkpoint')}</Text>
          <Code className={classes.checkpoint ?? ''}>{checkpoint}</Code>
          <CopyButton value={checkpoint}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {t(copied ? 'verify.copied' : 'verify.copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
    </Alert>
  );
}

function Broken({ verification: { problemCount, problems }, onClose }: VerificationResultProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      classNames={{ title: classes.verdict ?? '' }}
      icon={<IconShieldX />}
      title={t('verify.broken', { count: problemCount, shown: format.number(problemCount) })}
      withCloseButton
      closeButtonLabel={t('verify.close')}
      onClose={onClose}
      mb="md"
    >
      <Stack gap="xs">
        <Text size="sm">{t('verify.brokenText')}</Text>
        <ul className={classes.problems}>
          {problems.map((problem) => (
            <li key={`${problem.kind} ${problem.seq} ${problem.entryId}`}>
              <ProblemWords problem={problem} />
            </li>
          ))}
        </ul>
        {problemCount > problems.length && (
          <Text size="sm">{t('verify.more', { shown: format.number(problems.length) })}</Text>
        )}
      </Stack>
    </Alert>
  );
}

function ProblemWords({ problem }: { problem: Verification['problems'][number] }) {
  const { t, i18n } = useTranslation('audit');
  const format = useFormat();
  const { kind, seq, otherSeq, entryId, message } = problem;
  const isGap = kind === 'MISSING' || kind === 'CUT_OFF';
  const place =
    seq == null
      ? t('verify.entry', { id: entryId })
      : isGap && otherSeq != null && otherSeq !== seq
        ? t('verify.places', { from: format.number(seq), to: format.number(otherSeq) })
        : t('verify.place', { shown: format.number(seq) });
  const words = i18n.exists(`audit:problem.${kind}`)
    ? t(`problem.${kind as keyof typeof auditEn.problem}`)
    : message;
  return (
    <Text size="sm" component="span">
      {place}{' '}
      {kind === 'REORDERED' && otherSeq != null
        ? t('verify.belongs', { problem: words, shown: format.number(otherSeq) })
        : words}
    </Text>
  );
}
