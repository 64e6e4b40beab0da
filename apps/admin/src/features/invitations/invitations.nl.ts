import type { Translated } from '@anteroom/ui';
import type { invitationsEn } from './invitations.en';

export const invitationsNl: Translated<typeof invitationsEn> = {};
