import { graphql } from '../../gql';

graphql(`
  fragment ClientConnections on Client {
    id
    isOwn
    status
    recordOpen {
      allowed
      code
      reason
    }
    connections {
      id
      status
      activatedAt
      createdAt
      createdBy
      staffMember {
        id
        firstName
        lastName
        active
      }
    }
  }
`);

export const staffToConnectQuery = graphql(`
  query StaffToConnect($organizationId: ID!, $search: String) {
    staffToConnect(organizationId: $organizationId, search: $search) {
      id
      firstName
      lastName
      active
    }
  }
`);

export const connectionsOfStaffQuery = graphql(`
  query ConnectionsOfStaff(
    $organizationId: ID!
    $staffId: ID!
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    connections(
      organizationId: $organizationId
      staffId: $staffId
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        id
        status
        client {
          id
          number
          firstName
          lastName
          email
          status
        }
      }
      pageInfo {
        ...ListPager
      }
    }
  }
`);

export const clientsToConnectQuery = graphql(`
  query ClientsToConnect($organizationId: ID!, $search: String) {
    clients(
      organizationId: $organizationId
      filter: { search: $search }
      sort: { field: NAME, direction: ASC }
      first: 20
    ) {
      nodes {
        id
        number
        firstName
        lastName
        email
      }
    }
  }
`);

export const connectClientsMutation = graphql(`
  mutation ConnectClients($input: ConnectClientsInput!) {
    connectClients(input: $input) {
      rows {
        created
        code
        reason
        connection {
          id
          status
        }
      }
      operation {
        id
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const removeConnectionsMutation = graphql(`
  mutation RemoveConnections($input: RemoveConnectionsInput!) {
    removeConnections(input: $input) {
      rows {
        id
        removed
      }
      errors {
        code
        message
      }
    }
  }
`);
