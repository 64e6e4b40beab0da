export const bulkOperationsEn = {
  title: 'Actions on many',
  lead: 'What was done to everybody who matches a list, step by step.',
  leadOwn: 'What you began for everybody who matches a list.',
  table: 'Actions on many, newest first',
  found_one: '{{shown}} action',
  found_other: '{{shown}} actions',
  column: { what: 'What', begun: 'Begun', outcome: 'How far it came' },
  program: 'Program {{name}}',
  resumedBy: 'Gone on with by {{name}}',
  state: { RUNNING: 'Under way', WAITING: 'Waiting', DONE: 'Done', FAILED: 'Stopped halfway' },
  doneOf: '{{done}} of {{total}} done',
  empty: {
    title: 'Nothing has been done to many yet',
    text: 'Select everybody who matches among the clients or the open invitations, and invite, remind or withdraw. How far it came is shown here, to your colleagues too.',
    textOwn: 'What you do to everybody who matches among your clients is shown here, with how far it came.',
    toClients: 'To the clients',
  },
};
