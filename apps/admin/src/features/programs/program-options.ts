import { graphql } from '../../gql';

export const programOptionsQuery = graphql(`
  query ProgramOptions($organizationId: ID!, $search: String) {
    programs(organizationId: $organizationId, search: $search, first: 50) {
      nodes {
        id
        name
      }
    }
  }
`);
