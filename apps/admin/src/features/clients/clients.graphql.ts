import { graphql } from '../../gql';

graphql(`
  fragment ClientRow on Client {
    id
    number
    firstName
    lastName
    email
    status
    lastSeenAt
    createdAt
    isOwn
    programs {
      id
      name
    }
    invitation {
      id
      status
      sentAt
      expiresAt
      withdrawnAt
      delivery {
        state
        reasonCode
        reason
      }
    }
    canInvite {
      ...ActionPossibility
    }
    canRemind {
      ...ActionPossibility
    }
    canResend {
      ...ActionPossibility
    }
    canWithdraw {
      ...ActionPossibility
    }
  }
`);

export const clientsPageQuery = graphql(`
  query ClientsPage(
    $organizationId: ID!
    $filter: ClientFilter
    $sort: ClientSort
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    clients(
      organizationId: $organizationId
      filter: $filter
      sort: $sort
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...ClientRow
      }
      pageInfo {
        ...ListPager
      }
    }
  }
`);

// Apart from the page, so that turning pages does not count 100,000 rows anew.
export const clientCountQuery = graphql(`
  query ClientCount($organizationId: ID!, $filter: ClientFilter) {
    clients(organizationId: $organizationId, filter: $filter, first: 1) {
      totalCount
    }
  }
`);
