import type { Translated } from '@anteroom/ui';
import type { clientsEn } from './clients.en';

export const clientsNl: Translated<typeof clientsEn> = {
  title: 'Cliënten',
  status: {
    NO_EMAIL: 'Geen e-mailadres',
    NOT_INVITED: 'Niet uitgenodigd',
    INVITE_PENDING: 'Uitnodiging open',
    INVITE_EXPIRED: 'Uitnodiging verlopen',
    INVITE_WITHDRAWN: 'Uitnodiging ingetrokken',
    ACTIVE: 'Actief',
    DEACTIVATED: 'Gedeactiveerd',
  },
};
