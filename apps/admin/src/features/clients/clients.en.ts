export const clientsEn = {
  title: 'Clients',
  status: {
    NO_EMAIL: 'No e-mail',
    NOT_INVITED: 'Not invited',
    INVITE_PENDING: 'Invite pending',
    INVITE_EXPIRED: 'Invite expired',
    INVITE_WITHDRAWN: 'Invite withdrawn',
    ACTIVE: 'Active',
    DEACTIVATED: 'Deactivated',
  },
};
