import { graphql } from '../gql';

export const OrganizationPageQuery = graphql(`
  query PortalOrganizationPage($slug: String!) {
    publicOrganization(slug: $slug) {
      registrationMode
      description
      treatments
      organization {
        ...OrganizationFace
      }
    }
  }
`);

export const RequestRegistrationMutation = graphql(`
  mutation PortalRequestRegistration($input: RequestRegistrationInput!) {
    requestRegistration(input: $input) {
      requested
      errors {
        ...Refusal
      }
    }
  }
`);

export const RegistrationPreviewQuery = graphql(`
  query PortalRegistrationPreview($token: String!) {
    registrationPreview(token: $token) {
      state
      registrationMode
      email
      userExists
      mailboxUnproven
      signedInAsOther
      signedInAsSelf
      organization {
        ...OrganizationFace
      }
    }
  }
`);

export const CompleteRegistrationMutation = graphql(`
  mutation PortalCompleteRegistration($input: CompleteRegistrationInput!) {
    completeRegistration(input: $input) {
      waiting
      membership {
        id
        organization {
          name
        }
      }
      errors {
        ...Refusal
      }
    }
  }
`);
