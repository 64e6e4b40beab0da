import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  asciiColumn,
  createdAtColumn,
  idColumn,
  momentColumn,
  optionalMomentColumn,
  textColumn,
} from '../database/columns.js';
import { Organization } from '../organizations/organization.entity.js';
import { User } from '../users/user.entity.js';
import type { ClientStatus } from './client-status.js';
import { MAX_COMPANIONS_LENGTH } from './search-terms.js';

export const clientNumberColumn = {
  type: 'varchar',
  length: 40,
  charset: 'ascii',
  collation: 'ascii_general_ci',
} as const;
export const sortNameColumn = {
  type: 'varchar',
  length: 300,
  charset: 'utf8mb4',
  collation: 'utf8mb4_bin',
} as const;

export const marksColumn = { type: 'bigint', unsigned: true, default: 0 } as const;
const companionsColumn = { type: 'varbinary', length: MAX_COMPANIONS_LENGTH } as const;
export const statusColumn = {
  type: 'varchar',
  length: 20,
  charset: 'ascii',
  collation: 'ascii_bin',
} as const;

// With simple resolvers nothing is wrapped around a column: a list has fifty rows of forty fields.
@ObjectType({ description: "The organization's record of a person in care.", simpleResolvers: true })
@Entity('clients')
@Unique('uq_clients_number', ['organizationId', 'number'])
@Unique('uq_clients_email', ['organizationId', 'email'])
@Unique('uq_clients_user', ['organizationId', 'userId'])
@Unique('uq_clients_status', ['id', 'status'])
@Index('ix_clients_user', ['userId'])
@Index('ix_clients_name', ['organizationId', 'sortName', 'id', 'marks'])
@Index('ix_clients_number', ['organizationId', 'number', 'id', 'marks'])
@Index('ix_clients_created', ['organizationId', 'createdAt', 'id', 'marks'])
@Index('ix_clients_status_name', [
  'organizationId',
  'status',
  'sortName',
  'id',
  'invitationExpiresAt',
  'marks',
])
@Index('ix_clients_status_number', [
  'organizationId',
  'status',
  'number',
  'id',
  'invitationExpiresAt',
  'marks',
])
@Index('ix_clients_status_created', [
  'organizationId',
  'status',
  'createdAt',
  'id',
  'invitationExpiresAt',
  'marks',
])
@Index('ix_clients_status_expires', ['organizationId', 'status', 'invitationExpiresAt', 'id'])
export class Client {
  @Field(() => ID)
  @PrimaryColumn(idColumn)
  id!: string;

  @Column(idColumn)
  @ForeignKey(() => Organization, { name: 'fk_clients_organization' })
  organizationId!: string;

  @Column({ ...idColumn, nullable: true })
  @ForeignKey(() => User, { name: 'fk_clients_user' })
  userId!: string | null;

  @Field(() => String, {
    description: 'The identification number the organization knows the client by; unique in it.',
  })
  @Column(clientNumberColumn)
  number!: string;

  @Field(() => String, { nullable: true })
  @Column(textColumn(100, { nullable: true }))
  firstName!: string | null;

  @Field(() => String, { nullable: true })
  @Column(textColumn(100, { nullable: true }))
  lastName!: string | null;

  @Field(() => String, { nullable: true })
  @Column(asciiColumn(254, { nullable: true }))
  email!: string | null;

  /**
   * What the use cases last wrote; INVITE_EXPIRED is never stored. INVITE_PENDING is true only while `invitationExpiresAt`
   * lies in the future: read it through `CLIENT_STATUS_NOW`, never as it stands.
   */
  @Column(statusColumn)
  status!: ClientStatus;

  @Column(optionalMomentColumn)
  invitationExpiresAt!: Date | null;

  /** What sorting by name compares: `lastName firstName`, else the address, else the number; folded, so bytes decide. */
  @Column(sortNameColumn)
  sortName!: string;

  /** `marksOf` the search terms. */
  @Column(marksColumn)
  marks!: string;

  @Field(() => Date, { nullable: true })
  @Column(optionalMomentColumn)
  activatedAt!: Date | null;

  @Column(optionalMomentColumn)
  deactivatedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "The client's last visit to the portal." })
  @Column(optionalMomentColumn)
  lastSeenAt!: Date | null;

  @Field(() => Date)
  @Column(createdAtColumn)
  createdAt!: Date;

  @Column(createdAtColumn)
  updatedAt!: Date;
}

/**
 * The words a client is found by, folded; searched by their beginnings. A client has them once in the organization's list and
 * once more in that of each program, and in each under the status: of a common word only those are read that are asked for.
 */
@Entity('client_search_terms')
@Index('ix_client_search_terms_client', ['clientId', 'status', 'term'])
@Index('ix_client_search_terms_name', ['scopeId', 'beginning', 'sortName', 'clientId', 'marks', 'companions'])
@Index('ix_client_search_terms_number', ['scopeId', 'beginning', 'number', 'clientId', 'marks', 'companions'])
@Index('ix_client_search_terms_created', [
  'scopeId',
  'beginning',
  'clientCreatedAt',
  'clientId',
  'marks',
  'companions',
])
// The database carries a change of status along.
@ForeignKey(() => Client, ['clientId', 'status'], ['id', 'status'], {
  name: 'fk_client_search_terms_client',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class ClientSearchTerm {
  /** The organization or the program. */
  @PrimaryColumn(idColumn) scopeId!: string;

  @PrimaryColumn(statusColumn) status!: ClientStatus;

  /** `leadOf` the term: of a word no longer than this, the order of names has the client already. */
  @PrimaryColumn({ type: 'tinyint', unsigned: true }) leadLength!: number;

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'utf8mb4', collation: 'utf8mb4_bin' })
  term!: string;

  @PrimaryColumn(idColumn) clientId!: string;

  /** Of all terms of the client: whether another word of a search can find them too. */
  @Column(marksColumn) marks!: string;

  /** `companionsOf` all terms of the client: whether it does. */
  @Column(companionsColumn) companions!: Buffer;

  // Copies of what clients are sorted by: looking up each client of a common name would take longer than sorting them.
  @Column(sortNameColumn) sortName!: string;
  @Column(clientNumberColumn) number!: string;
  @Column(momentColumn) clientCreatedAt!: Date;

  /** `beginningOf` the term: those that share it stand together in each of these orders. */
  @Column({ type: 'varchar', length: 60, charset: 'utf8mb4', collation: 'utf8mb4_bin' })
  beginning!: string;
}

/**
 * `pairsOf` the terms of a client in its organization, and in each program it is in, each under the status: two words of which
 * each finds many and both together few are answered by those alone who have the first letters of both.
 */
@Entity('client_search_pairs')
@Index('ix_client_search_pairs_client', ['clientId', 'status'])
@Index('ix_client_search_pairs_name', ['scopeId', 'letters', 'sortName', 'clientId', 'companions'])
@Index('ix_client_search_pairs_number', ['scopeId', 'letters', 'number', 'clientId', 'companions'])
@Index('ix_client_search_pairs_created', ['scopeId', 'letters', 'clientCreatedAt', 'clientId', 'companions'])
@ForeignKey(() => Client, ['clientId', 'status'], ['id', 'status'], {
  name: 'fk_client_search_pairs_client',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class ClientSearchPair {
  /** The organization or the program. */
  @PrimaryColumn(idColumn) scopeId!: string;

  @PrimaryColumn(statusColumn) status!: ClientStatus;

  @PrimaryColumn({ type: 'varchar', length: 4, charset: 'utf8mb4', collation: 'utf8mb4_bin' })
  pair!: string;

  @PrimaryColumn(idColumn) clientId!: string;

  @Column(companionsColumn) companions!: Buffer;

  @Column(sortNameColumn) sortName!: string;
  @Column(clientNumberColumn) number!: string;
  @Column(momentColumn) clientCreatedAt!: Date;

  /** `lettersOfPair`: the pairs that share them stand together in each of these orders. Empty: it may be any. */
  @Column({ type: 'varchar', length: 2, charset: 'utf8mb4', collation: 'utf8mb4_bin', default: '' })
  letters!: string;
}

/**
 * `digitsOf` the terms of a client in its organization. The addresses of a large import count up as its numbers do: those that begin
 * with the same letters and first digits stand far from where most pages of these orders begin, and together here.
 */
@Entity('client_search_digits')
@Index('ix_client_search_digits_client', ['clientId', 'status'])
@Index('ix_client_search_digits_created', [
  'organizationId',
  'beginning',
  'clientCreatedAt',
  'clientId',
  'status',
])
@ForeignKey(() => Client, ['clientId', 'status'], ['id', 'status'], {
  name: 'fk_client_search_digits_client',
  onDelete: 'CASCADE',
  onUpdate: 'CASCADE',
})
export class ClientSearchDigits {
  @PrimaryColumn(idColumn) organizationId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'utf8mb4', collation: 'utf8mb4_bin' })
  beginning!: string;

  @PrimaryColumn(clientNumberColumn) number!: string;

  @PrimaryColumn(idColumn) clientId!: string;

  @Column(statusColumn) status!: ClientStatus;

  @Column(momentColumn) clientCreatedAt!: Date;
}
