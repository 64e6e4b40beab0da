export const uiEn = {
  strip: {
    pending: 'Day {{day}} of {{days}}, {{left}}. {{until}}. Reminders after {{reminders}} days.',
    until: 'Valid until {{moment}}',
    expired: 'All {{days}} days are over. The invitation expired.',
    withdrawn: 'Withdrawn on day {{day}} of {{days}}.',
    accepted: 'Accepted.',
  },
  daysLeft_one: '{{count}} day left',
  daysLeft_other: '{{count}} days left',
  hoursLeft_one: '{{count}} hour left',
  hoursLeft_other: '{{count}} hours left',
  lessThanAnHourLeft: 'less than an hour left',
  over: 'expired',
  close: 'Close',
  clear: 'Clear',
  showTyped: 'Show what is typed',
};
