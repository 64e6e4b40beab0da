import { graphql } from '../../gql';

graphql(`
  fragment InvitationsOutcome on InvitationsPayload {
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
`);

export const remindInvitationsMutation = graphql(`
  mutation RemindInvitations($input: InvitationsInput!) {
    payload: remindInvitations(input: $input) {
      ...InvitationsOutcome
    }
  }
`);

export const resendInvitationsMutation = graphql(`
  mutation ResendInvitations($input: InvitationsInput!) {
    payload: resendInvitations(input: $input) {
      ...InvitationsOutcome
    }
  }
`);

export const withdrawInvitationsMutation = graphql(`
  mutation WithdrawInvitations($input: InvitationsInput!) {
    payload: withdrawInvitations(input: $input) {
      ...InvitationsOutcome
    }
  }
`);

export const inviteWithoutEditingMutation = graphql(`
  mutation InviteWithoutEditing($input: InviteClientsInput!) {
    payload: inviteClients(input: $input) {
      rows {
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

export const sendingForecastQuery = graphql(`
  query SendingForecast($input: SendingForecastInput!) {
    sendingForecast(input: $input) {
      mailed
      passedOver {
        code
        reason
        count
      }
    }
  }
`);
