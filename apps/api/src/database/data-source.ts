import { DataSource, type DataSourceOptions } from 'typeorm';
import { BulkOperation } from '../bulk/bulk-operation.entity.js';
import { Client, ClientSearchTerm } from '../clients/client.entity.js';
import { ClientNumberSequence } from '../clients/client-number-sequence.entity.js';
import { Mail } from '../email/mail.entity.js';
import { Mailing } from '../email/mailing.entity.js';
import { Message } from '../email/message.entity.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { InvitationEvent } from '../invitations/invitation-event.entity.js';
import { Organization } from '../organizations/organization.entity.js';
import { Enrolment, Program } from '../programs/program.entity.js';
import { StaffMember, StaffMemberRole } from '../staff/staff-member.entity.js';
import { User } from '../users/user.entity.js';
import { Foundation1795219200000 } from './migrations/1795219200000-foundation.js';
import { SnakeCaseNames } from './naming-strategy.js';

export const entities = [
  BulkOperation,
  Client,
  ClientNumberSequence,
  ClientSearchTerm,
  Enrolment,
  Invitation,
  InvitationEvent,
  Mail,
  Mailing,
  Message,
  Organization,
  Program,
  StaffMember,
  StaffMemberRole,
  User,
];

export const migrations = [Foundation1795219200000];

/** Which of TypeORM's two dialects speaks to this server: they differ in what MariaDB refuses. */
export async function createDataSource(url: string, poolSize: number): Promise<DataSource> {
  const probe = await new DataSource(options(url, 'mysql', 1)).initialize();
  const [{ version }] = await probe.query<[{ version: string }]>('SELECT VERSION() AS version');
  await probe.destroy();
  return new DataSource(options(url, /mariadb/i.test(version) ? 'mariadb' : 'mysql', poolSize)).initialize();
}

function options(url: string, type: 'mysql' | 'mariadb', poolSize: number): DataSourceOptions {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    type,
    host: hostname,
    port: Number(port || 3306),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    poolSize,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    supportBigNumbers: true,
    entities,
    migrations,
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNames(),
    synchronize: false,
  };
}
