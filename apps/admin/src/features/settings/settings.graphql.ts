import { graphql } from '../../gql';

export const organizationSettingsQuery = graphql(`
  query OrganizationSettings($slug: String!) {
    organization(slug: $slug) {
      id
      name
      language
      timeZone
      accentColor
      logoUrl
      phone
      visitingAddress
      description
      treatments
      registrationMode
      registrationPage
    }
  }
`);

export const updateOrganizationMutation = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      organization {
        id
        name
        language
        timeZone
        accentColor
        logoUrl
        phone
        visitingAddress
        description
        treatments
        registrationMode
      }
      errors {
        ...Refusal
      }
    }
  }
`);
