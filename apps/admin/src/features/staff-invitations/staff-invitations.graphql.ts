import { graphql } from '../../gql';

export const inviteStaffMutation = graphql(`
  mutation InviteStaff($input: InviteStaffInput!) {
    inviteStaff(input: $input) {
      renewed
      staffMember {
        id
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const invitableRolesQuery = graphql(`
  query InvitableRoles($organizationId: ID!) {
    roles(organizationId: $organizationId) {
      id
      name
      permissions
    }
  }
`);

export const connectableClientsQuery = graphql(`
  query ConnectableClients($organizationId: ID!, $search: String) {
    clients(organizationId: $organizationId, filter: { search: $search }, first: 20) {
      nodes {
        id
        firstName
        lastName
        number
        email
      }
    }
  }
`);
