import { graphql } from '../../gql';

graphql(`
  fragment RoleRow on Role {
    id
    name
    builtIn
    permissions
    holderCount
    canChange {
      ...ActionPossibility
    }
    canDelete {
      ...ActionPossibility
    }
  }
`);

graphql(`
  fragment StaffRow on StaffMember {
    id
    firstName
    lastName
    email
    number
    status
    lastSeenAt
    roles {
      id
      name
    }
    invitation {
      id
      status
      sentAt
      expiresAt
      withdrawnAt
    }
  }
`);

graphql(`
  fragment StaffMemberDetails on StaffMember {
    ...StaffRow
    createdAt
    activatedAt
    deactivatedAt
    grantedPermissions
    activeApiKeys
    canInvite {
      ...ActionPossibility
    }
    roles {
      ...RoleRow
    }
    invitation {
      email
      canRemind {
        ...ActionPossibility
      }
      canResend {
        ...ActionPossibility
      }
      canWithdraw {
        ...ActionPossibility
      }
      ...InvitationTimeline
    }
    canChangeRoles {
      ...ActionPossibility
    }
    canDeactivate {
      ...ActionPossibility
    }
    canReactivate {
      ...ActionPossibility
    }
  }
`);

export const rolesQuery = graphql(`
  query Roles($organizationId: ID!) {
    roles(organizationId: $organizationId) {
      ...RoleRow
    }
  }
`);

export const staffPageQuery = graphql(`
  query StaffPage(
    $organizationId: ID!
    $filter: StaffMemberFilter
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    staffMembers(
      organizationId: $organizationId
      filter: $filter
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      nodes {
        ...StaffRow
      }
      pageInfo {
        ...ListPager
      }
      totalCount
    }
  }
`);

export const staffMemberPageQuery = graphql(`
  query StaffMemberPage($id: ID!) {
    staffMember(id: $id) {
      ...StaffMemberDetails
    }
  }
`);

export const changeStaffRolesMutation = graphql(`
  mutation ChangeStaffRoles($input: ChangeStaffRolesInput!) {
    changeStaffRoles(input: $input) {
      staffMember {
        ...StaffMemberDetails
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const updateStaffMemberMutation = graphql(`
  mutation UpdateStaffMember($input: UpdateStaffMemberInput!) {
    updateStaffMember(input: $input) {
      staffMember {
        ...StaffMemberDetails
      }
      linkReplaced
      errors {
        ...Refusal
      }
    }
  }
`);

export const deactivateStaffMemberMutation = graphql(`
  mutation DeactivateStaffMember($input: DeactivateStaffMemberInput!) {
    deactivateStaffMember(input: $input) {
      staffMember {
        ...StaffMemberDetails
      }
      errors {
        code
        message
      }
    }
  }
`);

export const reactivateStaffMemberMutation = graphql(`
  mutation ReactivateStaffMember($input: ReactivateStaffMemberInput!) {
    reactivateStaffMember(input: $input) {
      staffMember {
        ...StaffMemberDetails
      }
      errors {
        code
        message
      }
    }
  }
`);

export const createRoleMutation = graphql(`
  mutation CreateRole($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
        ...RoleRow
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const updateRoleMutation = graphql(`
  mutation UpdateRole($input: UpdateRoleInput!) {
    updateRole(input: $input) {
      role {
        ...RoleRow
      }
      errors {
        ...Refusal
      }
    }
  }
`);

export const deleteRoleMutation = graphql(`
  mutation DeleteRole($input: DeleteRoleInput!) {
    deleteRole(input: $input) {
      errors {
        ...Refusal
      }
    }
  }
`);
