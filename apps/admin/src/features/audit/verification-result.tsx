import { useFormat } from '@anteroom/ui';
import { Alert, Button, Code, CopyButton, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { auditEn } from './audit.en';
import classes from './audit-table.module.css';
import type { Verification } from './verification';

interface VerificationResultProps {
  verification: Verification | null;
  busy: boolean;
  onClose: () => void;
}

export function VerificationResult({ verification, busy, onClose }: VerificationResultProps) {
  const { t } = useTranslation('audit');
  const broken = verification !== null && verification.problemCount > 0;
  return (
    <>
      {/* Always there, or a screen reader does not hear that something comes into it. */}
      <div role="status">
        {busy && <VisuallyHidden>{t('verify.busy')}</VisuallyHidden>}
        {!busy && verification && !broken && <Whole verification={verification} onClose={onClose} />}
      </div>
      {broken && <Broken verification={verification} busy={busy} onClose={onClose} />}
      {busy && verification && <HowFar verification={verification} />}
    </>
  );
}

function HowFar({ verification: { reached, searched, total } }: { verification: Verification }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const searching = searched > 0;
  // Entries that are written meanwhile are searched as well.
  const done = searching ? Math.min(searched, total) : reached;
  const words = t(searching ? 'verify.searching' : 'verify.progress', {
    reached: format.number(done),
    total: format.number(total),
  });
  return (
    <Stack gap={4} mb="md">
      <Text size="sm">{words}</Text>
      <Progress
        value={total > 0 ? (50 * (reached + Math.min(searched, total))) / total : 0}
        aria-label={words}
      />
    </Stack>
  );
}

type Outcome = Omit<VerificationResultProps, 'verification'> & { verification: Verification };

function Whole({ verification: { reached, since, checkpoint }, onClose }: Omit<Outcome, 'busy'>) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Alert
      role="group"
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

function Broken({ verification, busy, onClose }: Outcome) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { problemCount, problems, complete } = verification;
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
        {!busy && !complete && <Text size="sm">{t('verify.stopped')}</Text>}
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
