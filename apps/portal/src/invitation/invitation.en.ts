export const invitationEn = {
  lead: {
    named: '{{name}}, {{who}} invites you to {{what}}.',
    unnamed: '{{who}} invites you to {{what}}.',
    inviterOf: '{{inviter}} of {{organization}}',
    portal: 'the client portal',
    staff: '{{name}}, {{who}} invites you to work at {{organization}} as {{roles}}.',
    for: 'For {{email}}',
    until: 'Valid until {{day}}',
  },
  role: {
    OWNER: 'owner',
    ADMINISTRATOR: 'administrator',
    ASSISTANT: 'assistant',
    CLINICIAN: 'clinician',
    SUPPORT: 'support staff',
  },
  notMe: 'This isn’t me',
  forgotPassword: 'Forgot your password?',
  existing: {
    title: 'Sign in to accept',
    text: 'You already have a password with us for this address. After signing in {{organization}} is added to it.',
    label: 'Your password',
    accept: 'Sign in and accept',
  },
  accept: {
    title: 'Do you accept this invitation?',
    text: 'You are signed in as {{email}}.',
    accept: 'Accept invitation',
  },
  other: {
    title: 'This invitation is for somebody else',
    text: 'You are signed in as <b>{{viewer}}</b>, and this invitation is for <b>{{email}}</b>.',
    whatNow: 'Is that you as well? Sign out, then go on with the invitation. It stays as it is.',
    signOut: 'Sign out and continue',
    stay: 'Stay signed in as {{viewer}}',
  },
  prove: {
    title: 'Is this your mailbox?',
    text: 'There is a password for <b>{{email}}</b>, but nobody has shown yet that this mailbox is theirs. We can send a mail there with which you choose a new password. After that you can accept.',
  },
  expired: {
    title: 'This invitation has expired',
    text: 'An invitation is valid for a limited time, and that time is over. Nothing was lost: {{organization}} can send you a new one.',
    ask: 'Ask for a new one',
  },
  renewal: {
    title: '{{organization}} knows that you want a new invitation',
    text: 'When they send it, you find it in the same mailbox as this one. There is nothing else that you have to do.',
  },
  withdrawn: {
    title: 'This invitation has been withdrawn',
    text: '{{organization}} has taken this invitation back, so it can no longer be accepted. Did you expect to be invited? Then contact them.',
  },
  suspended: {
    title: 'This invitation rests for the moment',
    text: '{{organization}} can let nobody in here at the moment, so all of its invitations rest. Yours has not been withdrawn.',
    whatNow:
      'Keep the mail, and press its button again later: once this is over, the same link works again for as long as the invitation is valid. Can it not wait? Then contact them.',
  },
  used: {
    title: 'This invitation has already been accepted',
    text: 'If that was you, nothing more is needed: just go on, and sign in if you are asked to. If it was not you, tell {{organization}}.',
    open: 'To my pages',
  },
  alreadyStaff: {
    title: 'You work with {{organization}} already',
    text: 'Whoever signs in with {{email}} is on the staff there. There is nothing that you have to accept.',
  },
  formerStaff: {
    title: 'You have worked with {{organization}} before',
    text: 'Whoever signs in with {{email}} was on the staff there, and their access has been ended. This invitation cannot give it back.',
    whatNow:
      'Ask an owner or an administrator there to reactivate you, under Staff. Then sign in as you did before.',
  },
  toMyWork: 'To my work',
  unknown: {
    title: 'This link does not work',
    text: 'Perhaps it was not copied completely, or there is a newer mail. Press the button in the newest mail once more.',
  },
  wrongRecipient: {
    title: 'Is this invitation not for you?',
    text: 'Then we stop it: the link no longer works, no more reminders come, and {{organization}} hears that the address is wrong.',
    stop: 'Stop this invitation',
    back: 'Back to the invitation',
    doneTitle: 'The invitation has been stopped',
    letters: 'The first three letters of the address that the mail came to',
    whyLetters: 'This shows that a person asks, and not a program that checks mail.',
    wrongLetters: 'Type the first three letters of the address that the mail came to.',
    reach: 'What shall we stop?',
    reaches: {
      this: 'This invitation',
      ORGANIZATION: 'This one, and any other of {{organization}} to this address',
      EVERYBODY: 'Any invitation to this address, of every practice that uses this system',
    },
    done: {
      this: 'Thank you. You get no more mail about it, and {{organization}} has been told. You can close this page.',
      ORGANIZATION:
        'Thank you. {{organization}} has been told and cannot invite this address again. You can close this page.',
      EVERYBODY:
        'Thank you. {{organization}} has been told, and no practice here can invite this address again. One last mail confirms it; with its link you can take it back.',
    },
    notDone: 'This invitation cannot be stopped, because it is no longer open.',
  },
  mailAgain: {
    title: 'May you be invited again?',
    text: 'You asked that no practice invites your address. Type it here, and practices can invite you again.',
    email: 'Your e-mail address',
    submit: 'Let me be invited again',
    otherAddress: 'This is not the address that the mail came to.',
    doneTitle: 'You can be invited again',
    done: 'Nobody has been told. A practice that wants to invite you can do so from now on.',
    deadTitle: 'This link does not work',
    dead: 'Perhaps it was not copied completely. Press the button in the mail once more.',
  },
  anOrganization: 'the organization',
};
