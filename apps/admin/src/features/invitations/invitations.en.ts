export const invitationsEn = {
  withdraw: {
    titleOne: 'Withdraw the invitation of {{email}}?',
    title_one: 'Withdraw {{shown}} invitation?',
    title_other: 'Withdraw {{shown}} invitations?',
    link: 'The link in the mail stops working at once, and no reminder goes any more.',
    recipientSees:
      'Whoever opens it reads: “This invitation was withdrawn”, with your phone number and address, and nothing else.',
    later: 'No mail is sent about it. A client can be invited again later, with a new link.',
    confirm: 'Withdraw',
  },
};
