import { graphql } from '../../gql';

graphql(`
  fragment RegistrationRow on Registration {
    id
    email
    firstName
    lastName
    status
    requestedAt
    decidedAt
    decidedByName
    declineReason
    clientId
    matches {
      clientId
      number
      firstName
      lastName
      email
      sameAddress
      joinable
    }
  }
`);

export const registrationsPageQuery = graphql(`
  query RegistrationsPage(
    $organizationId: ID!
    $filter: RegistrationFilter
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    registrations(
      organizationId: $organizationId
      filter: $filter
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...RegistrationRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);

export const nextNumberQuery = graphql(`
  query NextNumberForRequest($organizationId: ID!) {
    nextClientNumber(organizationId: $organizationId)
  }
`);

export const approveRegistrationsMutation = graphql(`
  mutation ApproveRegistrations($input: ApproveRegistrationsInput!) {
    approveRegistrations(input: $input) {
      rows {
        id
        done
        code
        reason
        registration {
          id
          status
          clientId
        }
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const declineRegistrationsMutation = graphql(`
  mutation DeclineRegistrations($input: DeclineRegistrationsInput!) {
    declineRegistrations(input: $input) {
      rows {
        id
        done
        code
        reason
        registration {
          id
          status
        }
      }
      errors {
        ...Refusal
      }
    }
  }
`);
