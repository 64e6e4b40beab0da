export const organizationsEn = {
  choose: 'Choose an organization',
  switcher: 'change organization',
  unknown: {
    title: 'You are not in this organization',
    text: 'It does not exist, or you are not a staff member of it.',
    home: 'To your organizations',
  },
  noMembership: {
    title: 'You are not a staff member yet',
    text: 'You are signed in as {{email}}, but no organization has you as a staff member. Ask the owner or an administrator to invite this address.',
    portal: 'Are you a client?',
    portalLink: 'Go to the client portal',
    signOut: 'Sign out',
  },
};
