export const bulkOperationsEn = {
  title: 'Actions on many',
  lead: 'What was done, step by step, to everybody who matched a filter.',
  leadOwn: 'What you began for everybody who matched a filter.',
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
