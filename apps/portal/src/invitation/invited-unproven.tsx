import { Trans, useTranslation } from 'react-i18next';
import { ProveMailbox } from '../new-person/prove-mailbox';
import type { StepProps } from './invitation-step';
import { Lead, leadId } from './lead';

export function InvitedUnproven({ preview, lookAgain }: StepProps) {
  const { t } = useTranslation('invitation');
  const email = preview.email ?? '';
  return (
    <>
      <Lead preview={preview} />
      <ProveMailbox
        email={email}
        leadId={leadId}
        title={t('prove.title')}
        text={<Trans t={t} i18nKey="prove.text" values={{ email }} components={{ b: <strong /> }} />}
        lookAgain={lookAgain}
      />
    </>
  );
}
