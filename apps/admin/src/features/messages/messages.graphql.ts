import { graphql } from '../../gql';

export const messageBasisQuery = graphql(`
  query MessageBasis($organizationId: ID!, $recipient: InvitationRecipient! = CLIENT) {
    organization(id: $organizationId) {
      id
      defaultMessage(recipient: $recipient) {
        subject
        body
        buttonText
      }
      placeholders(recipient: $recipient) {
        token
        name
        example
      }
    }
  }
`);

export const messagePreviewQuery = graphql(`
  query MessagePreview($input: MessagePreviewInput!) {
    messagePreview(input: $input) {
      to
      subject
      html
      warnings {
        code
        message
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const inviteClientsMutation = graphql(`
  mutation InviteClients($input: InviteClientsInput!) {
    inviteClients(input: $input) {
      rows {
        invited
        code
        reason
        client {
          id
          firstName
          lastName
          email
          number
          status
          canInvite {
            ...ActionPossibility
          }
        }
      }
      mailing {
        id
      }
      operation {
        id
      }
      errors {
        ...Refusal
      }
    }
  }
`);
