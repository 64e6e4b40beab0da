export type { EnlistedAgenda } from './enlist.js';
export { JobLockLostError } from './errors.js';
export { MysqlJobLogger } from './job-logger.js';
export { MysqlJobRepository, type MysqlRepositoryOptions, type OnConnection } from './job-repository.js';
export { MysqlBackend } from './mysql-backend.js';
export { MysqlNotificationChannel } from './notification-channel.js';
export type { MysqlBackendOptions, MysqlConnection, MysqlPool } from './options.js';
export { dropStatements, schemaStatements } from './schema.js';
