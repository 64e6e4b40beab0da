export const settingsEn = {
  title: 'Settings',
  mine: 'These are yours alone; nobody else sees a change.',
  language: 'Language',
  languages: { en: 'English', nl: 'Nederlands' },
  appearance: 'Appearance',
  schemes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
  keys: 'Single keys',
  keysLabel: 'Keys such as n and / work without Ctrl',
  keysHint: 'Switch them off if speech input or another aid gets in their way.',
  user: 'You',
  signedInAs: 'Signed in as {{email}}',
};
