import { createContext, useContext } from 'react';
import { graphql } from '../../gql';
import type { OrganizationQuery, ViewerQuery } from '../../gql/graphql';

export const viewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      email
      name
      language
      staffMemberships {
        id
        roles {
          id
          name
        }
        permissions
        organization {
          id
          slug
          name
          accentColor
          logoUrl
          suspended
        }
      }
    }
  }
`);

export const organizationQuery = graphql(`
  query Organization($slug: String!) {
    organization(slug: $slug) {
      id
      slug
      name
      language
      timeZone
      accentColor
      logoUrl
      openInvitationCount
      registrationMode
      waitingRegistrationCount
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type Organization = NonNullable<OrganizationQuery['organization']>;

export const ViewerContext = createContext<Viewer | null>(null);
export const OrganizationContext = createContext<Organization | null>(null);

/** Who is signed in; only below RequireViewer. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer needs RequireViewer above it');
  return viewer;
}

/** The organization in the address; only below OrganizationFrame. */
export function useOrganization(): Organization {
  const organization = useContext(OrganizationContext);
  if (!organization) throw new Error('useOrganization needs OrganizationFrame above it');
  return organization;
}
