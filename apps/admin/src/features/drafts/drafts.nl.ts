import type { Translated } from '@anteroom/ui';
import type { draftsEn } from './drafts.en';

export const draftsNl: Translated<typeof draftsEn> = {
  kept: 'Je werk blijft hier bewaard tot je het afmaakt of uitlogt.',
  discard: 'Weggooien',
  discarded: 'Weggegooid.',
  undo: 'Ongedaan maken',
};
