export const newPersonEn = {
  name: {
    title: 'What is your name?',
    first: 'First name',
    last: 'Last name',
    firstMissing: 'Fill in your first name.',
    lastMissing: 'Fill in your last name.',
    tooLong: 'Use at most 100 characters.',
    next: 'Continue',
  },
  password: {
    title: 'Choose a password',
    text: 'With your e-mail address and this password you sign in from now on.',
    email: 'E-mail address',
    label: 'Password',
    back: 'Change my name',
  },
  prove: {
    send: 'Send me the mail',
    sentTitle: 'Look in your mailbox',
    sent: 'A mail is on its way to <b>{{email}}</b>. Choose a new password with the button in it, then come back to this page.',
    continue: 'I have a new password: continue',
    again: 'Send the mail again',
  },
};
