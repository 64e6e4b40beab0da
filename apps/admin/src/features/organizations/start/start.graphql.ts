import { useQuery } from '@apollo/client/react';
import { graphql } from '../../../gql';
import type { OrganizationStartPreviewQuery } from '../../../gql/graphql';

const publicSettingsQuery = graphql(`
  query PublicSettings {
    publicSettings {
      organizationSignUp
    }
  }
`);

/** Whether anybody may start an organization here; undefined until that is known. */
export function useSignUpOpen(): boolean | undefined {
  const { data } = useQuery(publicSettingsQuery);
  return data?.publicSettings.organizationSignUp;
}

export const requestOrganizationMutation = graphql(`
  mutation RequestOrganization($input: RequestOrganizationInput!) {
    requestOrganization(input: $input) {
      requested
      errors {
        ...Refusal
      }
    }
  }
`);

export const organizationStartPreviewQuery = graphql(`
  query OrganizationStartPreview($token: String!) {
    organizationStartPreview(token: $token) {
      state
      email
      firstName
      lastName
      name
      proposedSlug
      userExists
      mailboxUnproven
      signedInAsOther
      signedInAsSelf
    }
  }
`);

export type StartPreview = OrganizationStartPreviewQuery['organizationStartPreview'];

export const startOrganizationMutation = graphql(`
  mutation StartOrganization($input: StartOrganizationInput!) {
    startOrganization(input: $input) {
      organization {
        id
        slug
      }
      errors {
        ...Refusal
      }
    }
  }
`);
