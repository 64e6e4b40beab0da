export const draftsEn = {
  kept: 'Your work is kept here until you finish it or sign out.',
  discard: 'Discard',
  discarded: 'Discarded.',
  undo: 'Undo',
};
