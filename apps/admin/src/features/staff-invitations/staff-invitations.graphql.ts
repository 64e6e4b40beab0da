import { graphql } from '../../gql';

export const inviteStaffMutation = graphql(`
  mutation InviteStaff($input: InviteStaffInput!) {
    inviteStaff(input: $input) {
      renewed
      staffMember {
        id
      }
      errors {
        ...Refusal
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
