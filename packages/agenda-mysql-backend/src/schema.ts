import { quoteTable } from './table-name.js';

export const DEFAULT_TABLE = 'agenda_jobs';
export const DEFAULT_LOG_TABLE = 'agenda_logs';

/**
 * The statements that create the tables, for your own migrations. Each can be run more than once.
 *
 * The claim index leads to the next job without touching finished ones: `queue_state` is 1 for a job that waits,
 * 2 for one that is locked and 3 for one that is finished or disabled; `queue_at` is when it is due or was locked.
 * Finished ones come last, because a claim also locks the gap before the first job that waits, and whoever records a
 * result would have to wait for it.
 */
export function schemaStatements(tableName = DEFAULT_TABLE, logTableName = DEFAULT_LOG_TABLE): string[] {
  return [jobTable(tableName), logTable(logTableName)];
}

/** The statements that take the tables away again. */
export function dropStatements(tableName = DEFAULT_TABLE, logTableName = DEFAULT_LOG_TABLE): string[] {
  return [
    `DROP TABLE IF EXISTS ${quoteTable(logTableName)}`,
    `DROP TABLE IF EXISTS ${quoteTable(tableName)}`,
  ];
}

export function jobTable(tableName: string): string {
  return `CREATE TABLE IF NOT EXISTS ${quoteTable(tableName)} (
  row_no BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(255) NOT NULL,
  type VARCHAR(10) NOT NULL DEFAULT 'normal',
  priority DOUBLE NOT NULL DEFAULT 0,
  next_run_at DATETIME(3) NULL,
  locked_at DATETIME(3) NULL,
  lock_token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  run_due_at DATETIME(3) NULL,
  last_run_at DATETIME(3) NULL,
  last_finished_at DATETIME(3) NULL,
  failed_at DATETIME(3) NULL,
  fail_count INT NULL,
  fail_reason MEDIUMTEXT NULL,
  repeat_interval VARCHAR(255) NULL,
  repeat_timezone VARCHAR(100) NULL,
  repeat_at VARCHAR(255) NULL,
  start_date DATETIME(3) NULL,
  end_date DATETIME(3) NULL,
  skip_days VARCHAR(32) NULL,
  data JSON NULL,
  disabled TINYINT NOT NULL DEFAULT 0,
  fork TINYINT NOT NULL DEFAULT 0,
  progress DOUBLE NULL,
  debounce_started_at DATETIME(3) NULL,
  unique_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  last_modified_by VARCHAR(255) NULL,
  created_at DATETIME(3) NOT NULL,
  version BIGINT UNSIGNED NOT NULL DEFAULT 0,
  single_name VARCHAR(255) GENERATED ALWAYS AS (IF(type = 'single', name, NULL)) STORED,
  queue_state TINYINT GENERATED ALWAYS AS
    (IF(disabled, 3, IF(locked_at IS NOT NULL, 2, IF(next_run_at IS NOT NULL, 1, 3)))) STORED,
  queue_at DATETIME(3) GENERATED ALWAYS AS (IF(disabled, NULL, IFNULL(locked_at, next_run_at))) STORED,
  urgency DOUBLE GENERATED ALWAYS AS (-priority) STORED,
  PRIMARY KEY (row_no),
  UNIQUE KEY by_id (id),
  UNIQUE KEY by_single_name (single_name),
  UNIQUE KEY by_unique_hash (unique_hash),
  KEY by_claim (name, queue_state, queue_at, urgency)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
}

export function logTable(tableName: string): string {
  return `CREATE TABLE IF NOT EXISTS ${quoteTable(tableName)} (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  logged_at DATETIME(3) NOT NULL,
  level VARCHAR(10) NOT NULL,
  event VARCHAR(30) NOT NULL,
  job_id VARCHAR(64) NULL,
  job_name VARCHAR(255) NOT NULL,
  message MEDIUMTEXT NOT NULL,
  duration DOUBLE NULL,
  error MEDIUMTEXT NULL,
  fail_count INT NULL,
  retry_delay DOUBLE NULL,
  retry_attempt INT NULL,
  agenda_name VARCHAR(255) NULL,
  meta JSON NULL,
  PRIMARY KEY (id),
  KEY by_time (logged_at),
  KEY by_job (job_id, logged_at),
  KEY by_name (job_name, logged_at)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
}
