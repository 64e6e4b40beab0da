import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKey, ApiKeySecret } from '../api-keys/api-key.entity.js';
import { AuditEntry } from '../audit/audit-entry.entity.js';
import { AuditHead, AuditSeal, UnsealedAuditEntry } from '../audit/chain/audit-seal.entity.js';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Client, ClientSearchDigits, ClientSearchPair, ClientSearchTerm } from '../clients/client.entity.js';
import { ClientNumberSequence } from '../clients/client-number-sequence.entity.js';
import { Connection } from '../connections/connection.entity.js';
import { MailTurn } from '../email/limits/mail-turn.entity.js';
import { MailSuppression } from '../email/limits/suppression.entity.js';
import { Mail } from '../email/mail.entity.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { Message } from '../email/message/message.entity.js';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { InvitationEvent } from '../invitations/invitation-event.entity.js';
import { OrganizationLogo } from '../organizations/logo/organization-logo.entity.js';
import { Organization } from '../organizations/organization.entity.js';
import { OrganizationStart } from '../organizations/start/organization-start.entity.js';
import { Enrolment, Program } from '../programs/program.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { CustomRole, RolePermission, StaffMemberPermission } from '../staff/role.entity.js';
import { StaffMember, StaffMemberRole } from '../staff/staff-member.entity.js';
import { User } from '../users/user.entity.js';
import { readDatabaseUrl } from './database-url.js';
import { Foundation1795219200000 } from './migrations/1795219200000-foundation.js';
import { JobTables1795222800000 } from './migrations/1795222800000-job-tables.js';
import { ListAndSweepIndexes1795224600000 } from './migrations/1795224600000-list-and-sweep-indexes.js';
import { People1795226400000 } from './migrations/1795226400000-people.js';
import { StaffAdministration1795233600000 } from './migrations/1795233600000-staff-administration.js';
import { AuditSeals1795240800000 } from './migrations/1795240800000-audit-seals.js';
import { PartnerApps1795244400000 } from './migrations/1795244400000-partner-apps.js';
import { Registrations1795248000000 } from './migrations/1795248000000-registrations.js';
import { Support1795251600000 } from './migrations/1795251600000-support.js';
import { SearchLeads1795255200000 } from './migrations/1795255200000-search-leads.js';
import { ExactMailLimits1795258800000 } from './migrations/1795258800000-exact-mail-limits.js';
import { FirstLetters1795262400000 } from './migrations/1795262400000-first-letters.js';
import { BulkAttempts1795348800000 } from './migrations/1795348800000-bulk-attempts.js';
import { VerificationValue1795435200000 } from './migrations/1795435200000-verification-value.js';
import { SearchBeginnings1795521600000 } from './migrations/1795521600000-search-beginnings.js';
import { SearchGroups1795593600000 } from './migrations/1795593600000-search-groups.js';
import { WhoBegan1795608000000 } from './migrations/1795608000000-who-began.js';
import { SearchPairs1795694400000 } from './migrations/1795694400000-search-pairs.js';
import { SearchLetters1795780800000 } from './migrations/1795780800000-search-letters.js';
import { SearchDigits1795867200000 } from './migrations/1795867200000-search-digits.js';
import { SearchPairOrders1795953600000 } from './migrations/1795953600000-search-pair-orders.js';
import { OrganizationLogos1796040000000 } from './migrations/1796040000000-organization-logos.js';
import { SnakeCaseNames } from './naming-strategy.js';
import { pinnedDriver } from './pool.js';
import { RefuseUndefined } from './refuse-undefined.js';

export const entities = [
  ApiKey,
  ApiKeySecret,
  AuditEntry,
  AuditHead,
  AuditSeal,
  BulkOperation,
  Client,
  ClientNumberSequence,
  ClientSearchTerm,
  ClientSearchPair,
  ClientSearchDigits,
  Connection,
  CustomRole,
  Enrolment,
  IdempotencyKey,
  Invitation,
  InvitationEvent,
  Mail,
  MailSuppression,
  MailTurn,
  Mailing,
  Message,
  Organization,
  OrganizationLogo,
  OrganizationStart,
  Program,
  Registration,
  RolePermission,
  StaffMember,
  StaffMemberPermission,
  StaffMemberRole,
  UnsealedAuditEntry,
  User,
];

export const migrations = [
  Foundation1795219200000,
  JobTables1795222800000,
  ListAndSweepIndexes1795224600000,
  People1795226400000,
  StaffAdministration1795233600000,
  AuditSeals1795240800000,
  PartnerApps1795244400000,
  Registrations1795248000000,
  Support1795251600000,
  SearchLeads1795255200000,
  ExactMailLimits1795258800000,
  FirstLetters1795262400000,
  BulkAttempts1795348800000,
  VerificationValue1795435200000,
  SearchBeginnings1795521600000,
  SearchGroups1795593600000,
  WhoBegan1795608000000,
  SearchPairs1795694400000,
  SearchLetters1795780800000,
  SearchDigits1795867200000,
  SearchPairOrders1795953600000,
  OrganizationLogos1796040000000,
];

/** Connects with the dialect of TypeORM that fits the server, MySQL's or MariaDB's: MariaDB refuses some of what MySQL's writes. */
export async function createDataSource(
  url: string,
  poolSize: number,
  extra: { acquireTimeout?: number } = {},
): Promise<DataSource> {
  const probe = await new DataSource(options(url, 'mysql', 1)).initialize();
  const [{ version }] = await probe.query<[{ version: string }]>('SELECT VERSION() AS version');
  await probe.destroy();
  const type = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  const dataSource = await new DataSource({ ...options(url, type, poolSize), extra }).initialize();
  await assertUtc(dataSource);
  return dataSource;
}

/** Everything that compares moments stands on this. */
async function assertUtc(dataSource: DataSource): Promise<void> {
  const [session] = await dataSource.query<[{ zone: string }]>('SELECT @@session.time_zone AS zone');
  if (session.zone === '+00:00') return;
  await dataSource.destroy();
  throw new Error(`database sessions must be in UTC, not ${session.zone}`);
}

function options(url: string, type: 'mysql' | 'mariadb', poolSize: number): DataSourceOptions {
  const { user, ...address } = readDatabaseUrl(url);
  return {
    type,
    driver: pinnedDriver,
    ...address,
    username: user,
    poolSize,
    connectTimeout: 5_000,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    supportBigNumbers: true,
    // Counts are numbers, and only what a number cannot hold exactly is a string.
    bigNumberStrings: false,
    entities,
    subscribers: [RefuseUndefined],
    // A condition that was forgotten must not widen a query to all rows.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    migrations,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNames(),
    synchronize: false,
  };
}
