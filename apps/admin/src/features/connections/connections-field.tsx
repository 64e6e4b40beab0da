import { useTranslation } from 'react-i18next';
import type { Choice } from '../../page/searched-choice';
import { useMay } from '../organizations/permissions';
import { StaffPicker } from './staff-picker';

interface ConnectionsFieldProps {
  value: readonly Choice[];
  onChange: (staff: Choice[]) => void;
  error?: string | undefined;
  /** Why it cannot be done here. */
  obstacle?: string | undefined;
}

/** Whom the invited are connected with, for whoever may make connections. */
export function ConnectionsField({ value, onChange, error, obstacle }: ConnectionsFieldProps) {
  const { t } = useTranslation('connections');
  if (!useMay()('connections.manage')) return null;
  return (
    <StaffPicker
      id={connectionsFieldId}
      label={t('heading')}
      description={obstacle ?? t('invitedHint')}
      disabled={obstacle !== undefined}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

/** For the focus. */
export const connectionsFieldId = 'invitation-connections';
