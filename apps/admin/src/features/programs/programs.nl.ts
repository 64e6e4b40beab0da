import type { Translated } from '@anteroom/ui';
import type { programsEn } from './programs.en';

export const programsNl: Translated<typeof programsEn> = {};
