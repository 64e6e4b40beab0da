import { graphql } from '../gql';

export const PortalViewerQuery = graphql(`
  query PortalViewer {
    viewer {
      id
      email
      name
      staffMemberships {
        id
      }
      registrations {
        id
        organization {
          ...OrganizationFace
        }
      }
      clientMemberships {
        id
        firstName
        suspended
        organization {
          ...OrganizationFace
        }
        programs {
          id
          name
        }
        connections {
          id
          staffName
        }
      }
    }
  }
`);
