export const homeEn = {
  welcome: 'Welcome, {{name}}',
  welcomeUnnamed: 'Welcome',
  joined: 'It worked: you are now a client of {{organization}}.',
  signedInAs: 'Signed in as {{email}}',
  signOut: 'Sign out',
  programs: 'Your programs',
  connections: 'You are connected with',
  noPrograms: 'You are in no program yet. {{organization}} will tell you when there is one for you.',
  nowhereTitle: 'You are not a client anywhere yet',
  nowhere: 'Do you have an invitation? Press the button in that mail.',
  staff: 'To the pages for staff',
};
