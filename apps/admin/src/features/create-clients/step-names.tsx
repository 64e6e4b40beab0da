import { Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type CreateClientsStep, createClientsSteps } from '../../paths';
import classes from './create-clients-dialog.module.css';

/** Where one is in the three steps, and what this one asks. */
export function StepNames({ current }: { current: CreateClientsStep }) {
  const { t } = useTranslation('createClients');
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  const at = createClientsSteps.indexOf(current);

  // The step that follows is read out from its beginning.
  useEffect(() => {
    if (before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);

  return (
    <>
      <ol className={classes.steps} aria-label={t('steps.label')}>
        {createClientsSteps.map((step, i) => (
          <li key={step} className={classes.stepName} aria-current={step === current ? 'step' : undefined}>
            <span className={classes.number} aria-hidden>
              {i < at ? <IconCheck size={13} /> : i + 1}
            </span>
            {t(`steps.${step}`)}
          </li>
        ))}
      </ol>
      <Title order={3} ref={heading} tabIndex={-1} className={classes.heading}>
        {t(`headings.${current}`)}
      </Title>
    </>
  );
}
