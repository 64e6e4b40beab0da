import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';

export const ApiKeyStatus = { ACTIVE: 'ACTIVE', EXPIRED: 'EXPIRED', REVOKED: 'REVOKED' } as const;
export type ApiKeyStatus = (typeof ApiKeyStatus)[keyof typeof ApiKeyStatus];
registerEnumType(ApiKeyStatus, { name: 'ApiKeyStatus' });

@ObjectType({
  description:
    'The key of a partner app: what it may do in one organization, and until when. Its secret is shown once and never again.',
})
@Entity('api_keys')
@Unique('uq_api_keys_staff_member', ['staffMemberId'])
@Index('ix_api_keys_created', ['organizationId', 'createdAt', 'id'])
export class ApiKey {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_api_keys_organization' })
  organizationId!: string;

  /** The member that the key acts as: it is the author of what the key does, and its permissions are the key's. */
  @Column(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_api_keys_staff_member' })
  staffMemberId!: string;

  @Field(() => String, { description: 'At most 80 characters; also the name of the sender in lists.' })
  @Column(textColumn(80))
  name!: string;

  @Field(() => String, { description: 'The end of its secret, to recognise it where it is kept.' })
  @Column(asciiColumn(4))
  lastCharacters!: string;

  @Column(idColumn)
  @ForeignKey(() => StaffMember, { name: 'fk_api_keys_created_by' })
  createdBy!: string;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Null for a key that does not expire.' })
  @Column(optionalMomentColumn)
  expiresAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'To the minute; null if it never was used.' })
  @Column(optionalMomentColumn)
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  rotatedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  revokedAt!: Date | null;

  /** As of reading, by the database's clock. */
  status!: ApiKeyStatus;
  /** It works, with the secret that somebody was shown who has been deactivated since. */
  outlivesCreator!: boolean;
  /** Until when the secret before the present one still works. */
  graceUntil!: Date | null;
}

/** One of the secrets of a key: the present one, and for a while after a rotation the one before. */
@Entity('api_key_secrets')
export class ApiKeySecret {
  /** SHA-256, in hexadecimal: a secret of 256 random bits cannot be guessed back from it, so a slow hash would only cost time. */
  @PrimaryColumn(asciiColumn(64) as { type: 'varchar' })
  hash!: string;

  @Column(idColumn)
  @ForeignKey(() => ApiKey, { name: 'fk_api_key_secrets_key', onDelete: 'CASCADE' })
  apiKeyId!: string;

  @Column(optionalMomentColumn) validUntil!: Date | null;
  @Column(createdAtColumn) createdAt!: Date;
}
