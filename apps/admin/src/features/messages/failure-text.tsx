import { useTranslation } from 'react-i18next';
import { failureKind } from '../../page/failure/failure-kind';

/** Why something did not reach the server or was not taken there, in a sentence; nothing without an error. */
export function FailureText({ error }: { error: unknown }) {
  const { t } = useTranslation('page');
  return error ? t(`failed.${failureKind(error)}`) : null;
}
