export const homeEn = {
  welcome: 'Welcome, {{name}}',
  welcomeUnnamed: 'Welcome',
  joined: 'It worked: you are now a client of {{organization}}.',
  signedInAs: 'Signed in as {{email}}',
  signOut: 'Sign out',
  programs: 'Your programs',
  connections: 'You are connected with',
  noPrograms: 'You are in no program yet. {{organization}} will tell you when there is one for you.',
  suspendedTitle: '{{organization}} cannot be reached here now',
  suspended:
    'What is between you and the practice is kept, and comes back here by itself. In the meantime, call or visit them.',
  waitingTitle: '{{organization}} has your request',
  waiting: 'They look at it and answer by mail. There is nothing else that you have to do.',
  nowhereTitle: 'You are not a client anywhere yet',
  nowhere: 'Do you have an invitation? Press the button in that mail.',
  staff: 'To the pages for staff',
};
