import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { asciiColumn, createdAtColumn, idColumn, textColumn } from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { StaffMember } from './staff-member.entity.js';

/** A role that an organization made for itself. The built-in ones stand in `permissions.ts`. */
@Entity('roles')
@Unique('uq_roles_name', ['organizationId', 'name'])
export class CustomRole {
  @PrimaryColumn(idColumn) id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_roles_organization' })
  organizationId!: string;

  @Column(textColumn(80)) name!: string;
  @Column(createdAtColumn) createdAt!: Date;
}

@Entity('role_permissions')
export class RolePermission {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => CustomRole, { name: 'fk_role_permissions_role', onDelete: 'CASCADE' })
  roleId!: string;

  @PrimaryColumn({ ...idColumn, type: 'varchar', length: 40 })
  permission!: string;
}

/** A permission given to one person. */
@Entity('staff_member_permissions')
export class StaffMemberPermission {
  @PrimaryColumn(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_staff_member_permissions_member', onDelete: 'CASCADE' })
  staffMemberId!: string;

  @PrimaryColumn(asciiColumn(40) as { type: 'varchar' })
  permission!: string;
}

@ObjectType({
  description: 'A named set of permissions; a staff member holds one or several.',
  simpleResolvers: true,
})
export class Role {
  @Field(() => ID, {
    description:
      'OWNER, ADMINISTRATOR, ASSISTANT, CLINICIAN, SUPPORT, or the id of a role of the organization.',
  })
  id!: string;

  @Field(() => String, { description: 'At most 80 characters; English for built-in roles.' })
  name!: string;

  @Field(() => Boolean, { description: 'Every organization has it, and nobody can change it.' })
  builtIn!: boolean;

  @Field(() => [String], { description: 'Such as clients.invite; docs/permissions.md explains each.' })
  permissions!: string[];

  /** Set where it is known in which organization the role was looked up. */
  organizationId?: string;
}
