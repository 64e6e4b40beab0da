import { graphql } from '../gql';

export const OrganizationFaceFragment = graphql(`
  fragment OrganizationFace on PublicOrganization {
    name
    slug
    language
    timeZone
    accentColor
    phone
    visitingAddress
  }
`);
