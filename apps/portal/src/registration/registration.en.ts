export const registrationEn = {
  page: {
    title: 'Become a client of {{organization}}',
    treatments: 'What we offer',
    howOpen: 'We mail you a link. With it you choose a password, and you are in.',
    howApproval:
      'We mail you a link. With it you tell us your name and choose a password. Then {{organization}} looks at your request and answers by mail.',
    email: 'E-mail address',
    submit: 'Send me the mail',
    hasPassword: 'Are you a client already?',
    signIn: 'Sign in',
  },
  sent: {
    title: 'Look in your mailbox',
    text: 'We have sent a mail to <b>{{email}}</b>. In it stands how you go on. The link works for 48 hours. Nothing there after a few minutes? Look among the unwanted mail too.',
    again: 'Use another address',
  },
  byInvitation: {
    title: '{{organization}} works by invitation',
    text: 'You become a client here with an invitation, which comes by mail. Do you have one? Press the button in that mail. Would you like one? Contact the practice.',
  },
  lead: {
    organization: 'Your registration at {{organization}}',
    for: 'For {{email}}',
  },
  submitOpen: 'Become a client',
  submitApproval: 'Send my request',
  existing: {
    title: 'Sign in to go on',
    text: 'You already have a password with us for this address.',
    label: 'Your password',
    forgot: 'Forgot your password?',
  },
  signedIn: {
    titleOpen: 'Do you want to become a client of {{organization}}?',
    titleApproval: 'Do you want to ask {{organization}} to take you on?',
    text: 'You are signed in as {{email}}.',
  },
  other: {
    title: 'You are signed in as somebody else',
    text: 'You are signed in as <b>{{viewer}}</b>, and this link was sent to <b>{{email}}</b>.',
    signOut: 'Sign out and continue',
    stay: 'Stay signed in as {{viewer}}',
  },
  prove: {
    title: 'Choose a new password first',
    text: 'There is a password for <b>{{email}}</b>, but nobody has shown yet that this mailbox is theirs. We can send a mail there with which you choose a new one.',
  },
  expired: {
    title: 'This link has expired',
    text: 'A link works for 48 hours. Fill in your address once more, and a new one comes.',
    again: 'Ask for a new link',
  },
  closed: {
    title: '{{organization}} does not take you on online',
    text: 'This is not possible with this page now. Contact the practice: they will help you.',
  },
  suspended: {
    title: 'Your registration rests for the moment',
    text: '{{organization}} can take nobody on here at the moment, so all registrations rest. Nothing has been refused.',
    whatNow:
      'Keep the mail, and press its button again later: once this is over, the same link works again for as long as it is valid, or offers you a new one. Can it not wait? Then contact them.',
  },
  used: {
    title: 'This link has served already',
    text: 'If that was you, sign in with your e-mail address and password to see how your registration stands.',
    signIn: 'Sign in',
  },
  unknown: {
    title: 'This link does not work',
    text: 'Perhaps it was not copied completely, or there is a newer mail. Press the button in the newest mail once more.',
  },
  thePractice: 'the practice',
};
