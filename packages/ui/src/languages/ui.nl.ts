import type { Translated } from './translated';
import type { uiEn } from './ui.en';

export const uiNl: Translated<typeof uiEn> = {
  strip: {
    pending: 'Dag {{day}} van {{days}}, {{left}}. {{until}}. Herinneringen na {{reminders}} dagen.',
    until: 'Geldig tot {{moment}}',
    expired: 'Alle {{days}} dagen zijn voorbij. De uitnodiging is verlopen.',
    withdrawn: 'Ingetrokken op dag {{day}} van {{days}}.',
    accepted: 'Aanvaard.',
  },
  daysLeft_one: 'nog {{count}} dag',
  daysLeft_other: 'nog {{count}} dagen',
  hoursLeft_one: 'nog {{count}} uur',
  hoursLeft_other: 'nog {{count}} uur',
  lessThanAnHourLeft: 'nog minder dan een uur',
  over: 'verlopen',
  close: 'Sluiten',
  clear: 'Wissen',
  showTyped: 'Toon wat er is getypt',
};
