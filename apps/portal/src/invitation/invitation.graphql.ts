import { graphql } from '../gql';

export const InvitationPreviewQuery = graphql(`
  query PortalInvitationPreview($token: String!) {
    invitationPreview(token: $token) {
      state
      recipient
      organization {
        ...OrganizationFace
      }
      supportCode
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
      formerStaff
      mailboxUnproven
      signedInAsOther
      signedInAsInvited
      renewalRequested
    }
  }
`);

export const RecordOpeningMutation = graphql(`
  mutation PortalRecordOpening($input: RecordOpeningInput!) {
    recordOpening(input: $input) {
      errors {
        code
      }
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
        ...Refusal
      }
    }
  }
`);

export const RequestNewInvitationMutation = graphql(`
  mutation PortalRequestNewInvitation($input: InvitationTokenInput!) {
    requestNewInvitation(input: $input) {
      requested
      errors {
        ...Refusal
      }
    }
  }
`);

export const ReportWrongRecipientMutation = graphql(`
  mutation PortalReportWrongRecipient($input: ReportWrongRecipientInput!) {
    reportWrongRecipient(input: $input) {
      stopped
      errors {
        ...Refusal
      }
    }
  }
`);

export const ResumeMailsMutation = graphql(`
  mutation PortalResumeMails($input: ResumeMailsInput!) {
    resumeMails(input: $input) {
      resumed
      errors {
        ...Refusal
      }
    }
  }
`);
