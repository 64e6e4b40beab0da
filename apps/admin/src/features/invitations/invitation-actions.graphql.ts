import { graphql } from '../../gql';

export const remindInvitationsMutation = graphql(`
  mutation RemindInvitations($input: InvitationsInput!) {
    payload: remindInvitations(input: $input) {
      rows {
        id
        done
        code
        reason
      }
      operation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const resendInvitationsMutation = graphql(`
  mutation ResendInvitations($input: InvitationsInput!) {
    payload: resendInvitations(input: $input) {
      rows {
        id
        done
        code
        reason
      }
      operation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const withdrawInvitationsMutation = graphql(`
  mutation WithdrawInvitations($input: InvitationsInput!) {
    payload: withdrawInvitations(input: $input) {
      rows {
        id
        done
        code
        reason
      }
      operation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const inviteWithoutEditingMutation = graphql(`
  mutation InviteWithoutEditing($input: InviteClientsInput!) {
    payload: inviteClients(input: $input) {
      rows {
        clientId
        done: invited
        code
        reason
      }
      operation {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
