import type { Translated } from '@anteroom/ui';
import type { settingsEn } from './settings.en';

export const settingsNl: Translated<typeof settingsEn> = {};
