export const invitationsEn = {};
