export const frameEn = {
  name: 'Anteroom',
  title: '{{page}} – {{organization}}',
  language: 'Language',
  loading: 'One moment…',
  tryAgain: 'Try again',
  toHome: 'To my page',
  showPassword: 'Show password',
  contact: {
    heading: 'Questions?',
    call: 'Call {{organization}}:',
    organization: 'Contact {{organization}}.',
    supportCode: 'Mention the code <code>{{code}}</code>: by it they find your invitation.',
    codeInMail:
      'In small print at the foot of the mail stands a code. Mention it: by it they find your invitation.',
    unknown:
      'Contact the organization that sent you the mail. Its phone number and address are at the bottom of that mail.',
  },
  failure: {
    network: 'There is no connection. What you filled in is still here: try again in a moment.',
    tooMany: 'That was tried too often. Wait a few minutes and try again.',
    unexpected: 'Something went wrong on our side. What you filled in is still here: try again in a moment.',
  },
  problem: {
    REQUIRED: 'Fill this in.',
    TOO_LONG: 'This is too long.',
    TOO_SHORT: 'This is too short.',
    GUESSABLE: 'This password is easy to guess. Choose another one, such as a few words in a row.',
    INVALID: 'This cannot be used. Check what you filled in.',
    other: 'This cannot be used. Check what you filled in.',
  },
  notLoaded: {
    title: 'This page could not be shown',
    text: 'Perhaps there is no connection. Nothing was lost or changed.',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'Perhaps the address was not copied completely. If you have an invitation, press the button in the mail again.',
  },
};
