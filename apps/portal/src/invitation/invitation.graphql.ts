import { graphql } from '../gql';

export const InvitationPreviewQuery = graphql(`
  query PortalInvitationPreview($token: String!) {
    invitationPreview(token: $token) {
      state
      recipient
      organization {
        ...OrganizationFace
      }
      email
      firstName
      lastName
      inviterName
      programNames
      roles {
        id
        name
      }
      expiresAt
      userExists
      alreadyStaff
      mailboxUnproven
      signedInAsOther
      signedInAsInvited
      renewalRequested
    }
  }
`);

export const AcceptInvitationMutation = graphql(`
  mutation PortalAcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      membership {
        id
        organization {
          name
        }
      }
      staffMembership {
        id
        organization {
          id
          slug
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const RequestNewInvitationMutation = graphql(`
  mutation PortalRequestNewInvitation($input: InvitationTokenInput!) {
    requestNewInvitation(input: $input) {
      requested
      errors {
        code
        message
        path
      }
    }
  }
`);

export const ReportWrongRecipientMutation = graphql(`
  mutation PortalReportWrongRecipient($input: InvitationTokenInput!) {
    reportWrongRecipient(input: $input) {
      stopped
      errors {
        code
        message
        path
      }
    }
  }
`);
