import type { MigrationInterface, QueryRunner } from 'typeorm';

const ID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const ascii = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

// MariaDB reports an action that was left out as RESTRICT, MySQL as NO ACTION; stated, both report the same.
const withActions = (statement: string) =>
  statement
    .replaceAll(/REFERENCES \w+ \(id\)(?! ON)/g, '$& ON DELETE NO ACTION')
    .replaceAll(/ON DELETE (?:CASCADE|NO ACTION)/g, '$& ON UPDATE NO ACTION');

const UP = [
  `CREATE TABLE users (
    id ${ID} NOT NULL,
    name VARCHAR(200) NOT NULL,
    email ${ascii(254)} NOT NULL,
    email_verified TINYINT(1) NOT NULL DEFAULT 0,
    image VARCHAR(500) NULL,
    language ${ascii(5)} NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_users_email (email)
  ) ${TABLE}`,
  `CREATE TABLE sessions (
    id ${ID} NOT NULL,
    token ${ascii(255)} NOT NULL,
    user_id ${ID} NOT NULL,
    ip_address ${ascii(64)} NULL,
    user_agent VARCHAR(500) NULL,
    expires_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_sessions_token (token),
    KEY ix_sessions_user (user_id),
    CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE accounts (
    id ${ID} NOT NULL,
    account_id ${ascii(255)} NOT NULL,
    provider_id ${ascii(64)} NOT NULL,
    user_id ${ID} NOT NULL,
    access_token TEXT NULL,
    refresh_token TEXT NULL,
    id_token TEXT NULL,
    access_token_expires_at DATETIME(3) NULL,
    refresh_token_expires_at DATETIME(3) NULL,
    scope VARCHAR(500) NULL,
    password VARCHAR(500) NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_accounts_provider (provider_id, account_id),
    KEY ix_accounts_user (user_id),
    CONSTRAINT fk_accounts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE verifications (
    id ${ID} NOT NULL,
    identifier ${ascii(255)} NOT NULL,
    value TEXT NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY ix_verifications_identifier (identifier)
  ) ${TABLE}`,
  `CREATE TABLE rate_limits (
    id ${ID} NOT NULL,
    \`key\` ${ascii(255)} NOT NULL,
    \`count\` INT NOT NULL,
    last_request BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_rate_limits_key (\`key\`)
  ) ${TABLE}`,
  `CREATE TABLE organizations (
    id ${ID} NOT NULL,
    slug ${ascii(60)} NOT NULL,
    name VARCHAR(120) NOT NULL,
    language ${ascii(5)} NOT NULL,
    time_zone ${ascii(64)} NOT NULL,
    accent_color ${ascii(7)} NOT NULL,
    phone VARCHAR(40) NULL,
    visiting_address VARCHAR(255) NULL,
    client_number_prefix ${ascii(10)} NOT NULL DEFAULT 'C-',
    client_number_width TINYINT UNSIGNED NOT NULL DEFAULT 4,
    suspended_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_organizations_slug (slug)
  ) ${TABLE}`,
  // Apart from organizations, so that handing out numbers does not queue behind the foreign keys' locks on that row.
  `CREATE TABLE client_number_sequences (
    organization_id ${ID} NOT NULL,
    next_number INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id),
    CONSTRAINT fk_client_number_sequences_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
  ) ${TABLE}`,
  `CREATE TABLE staff_members (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    user_id ${ID} NOT NULL,
    first_name VARCHAR(100) NOT NULL,
    last_name VARCHAR(100) NOT NULL,
    deactivated_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_staff_members_user (organization_id, user_id),
    KEY ix_staff_members_user (user_id),
    CONSTRAINT fk_staff_members_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_staff_members_user FOREIGN KEY (user_id) REFERENCES users (id)
  ) ${TABLE}`,
  `CREATE TABLE staff_member_roles (
    staff_member_id ${ID} NOT NULL,
    role ${ascii(20)} NOT NULL,
    PRIMARY KEY (staff_member_id, role),
    CONSTRAINT fk_staff_member_roles_member FOREIGN KEY (staff_member_id) REFERENCES staff_members (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE programs (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    name VARCHAR(120) NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_programs_name (organization_id, name),
    CONSTRAINT fk_programs_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
  ) ${TABLE}`,
  `CREATE TABLE clients (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    user_id ${ID} NULL,
    number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
    first_name VARCHAR(100) NULL,
    last_name VARCHAR(100) NULL,
    email ${ascii(254)} NULL,
    status ${ascii(20)} NOT NULL,
    invitation_expires_at DATETIME(3) NULL,
    sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    activated_at DATETIME(3) NULL,
    deactivated_at DATETIME(3) NULL,
    last_seen_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_clients_number (organization_id, number),
    UNIQUE KEY uq_clients_email (organization_id, email),
    UNIQUE KEY uq_clients_user (organization_id, user_id),
    KEY ix_clients_user (user_id),
    KEY ix_clients_name (organization_id, sort_name, id),
    KEY ix_clients_created (organization_id, created_at, id),
    KEY ix_clients_status_name (organization_id, status, sort_name, id),
    KEY ix_clients_status_number (organization_id, status, number, id),
    KEY ix_clients_status_created (organization_id, status, created_at, id),
    KEY ix_clients_status_expires (organization_id, status, invitation_expires_at, id),
    CONSTRAINT fk_clients_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_clients_user FOREIGN KEY (user_id) REFERENCES users (id)
  ) ${TABLE}`,
  `CREATE TABLE client_search_terms (
    organization_id ${ID} NOT NULL,
    term VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    client_id ${ID} NOT NULL,
    sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
    client_created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (organization_id, term, client_id),
    KEY ix_client_search_terms_client (client_id, term),
    CONSTRAINT fk_client_search_terms_client FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE enrolments (
    program_id ${ID} NOT NULL,
    client_id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    sort_name VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    number VARCHAR(40) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
    client_created_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (program_id, client_id),
    KEY ix_enrolments_client (client_id),
    KEY ix_enrolments_name (program_id, sort_name, client_id),
    KEY ix_enrolments_number (program_id, number, client_id),
    KEY ix_enrolments_created (program_id, client_created_at, client_id),
    CONSTRAINT fk_enrolments_program FOREIGN KEY (program_id) REFERENCES programs (id),
    CONSTRAINT fk_enrolments_client FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE messages (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    subject VARCHAR(200) NOT NULL,
    body MEDIUMTEXT NOT NULL,
    button_text VARCHAR(60) NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    CONSTRAINT fk_messages_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
  ) ${TABLE}`,
  `CREATE TABLE mailings (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    created_by ${ID} NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_mailings_organization (organization_id, id),
    CONSTRAINT fk_mailings_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_mailings_created_by FOREIGN KEY (created_by) REFERENCES staff_members (id)
  ) ${TABLE}`,
  `CREATE TABLE invitations (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    client_id ${ID} NOT NULL,
    message_id ${ID} NOT NULL,
    email ${ascii(254)} NOT NULL,
    generation INT UNSIGNED NOT NULL DEFAULT 1,
    status ${ascii(20)} NOT NULL,
    sent_at DATETIME(3) NOT NULL,
    sent_by ${ID} NULL,
    expires_at DATETIME(3) NOT NULL,
    reminders_sent TINYINT UNSIGNED NOT NULL DEFAULT 0,
    next_reminder_at DATETIME(3) NULL,
    accepted_at DATETIME(3) NULL,
    withdrawn_at DATETIME(3) NULL,
    renewal_requested_at DATETIME(3) NULL,
    last_mail_id ${ID} NULL,
    delivery_state ${ascii(20)} NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_invitations_client (client_id),
    KEY ix_invitations_sent (organization_id, status, sent_at, id),
    KEY ix_invitations_expires (organization_id, status, expires_at, id),
    KEY ix_invitations_delivery_sent (organization_id, status, delivery_state, sent_at, id),
    KEY ix_invitations_delivery_expires (organization_id, status, delivery_state, expires_at, id),
    KEY ix_invitations_due_expiry (status, expires_at),
    KEY ix_invitations_due_reminder (status, next_reminder_at),
    CONSTRAINT fk_invitations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_invitations_client FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE,
    CONSTRAINT fk_invitations_message FOREIGN KEY (message_id) REFERENCES messages (id),
    CONSTRAINT fk_invitations_sent_by FOREIGN KEY (sent_by) REFERENCES staff_members (id)
  ) ${TABLE}`,
  `CREATE TABLE invitation_events (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    invitation_id ${ID} NOT NULL,
    type ${ascii(30)} NOT NULL,
    actor_id ${ID} NULL,
    detail VARCHAR(500) NULL,
    at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    KEY ix_invitation_events_invitation (invitation_id, at, id),
    CONSTRAINT fk_invitation_events_invitation FOREIGN KEY (invitation_id) REFERENCES invitations (id) ON DELETE CASCADE,
    CONSTRAINT fk_invitation_events_actor FOREIGN KEY (actor_id) REFERENCES staff_members (id)
  ) ${TABLE}`,
  `CREATE TABLE mails (
    id ${ID} NOT NULL,
    organization_id ${ID} NULL,
    invitation_id ${ID} NULL,
    message_id ${ID} NULL,
    mailing_id ${ID} NULL,
    kind ${ascii(30)} NOT NULL,
    send_key ${ascii(120)} NOT NULL,
    recipient ${ascii(254)} NOT NULL,
    payload TEXT NULL,
    state ${ascii(20)} NOT NULL,
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(3) NOT NULL,
    lease_token ${ID} NULL,
    leased_until DATETIME(3) NULL,
    sent_at DATETIME(3) NULL,
    reason_code ${ascii(40)} NULL,
    server_response VARCHAR(1000) NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY uq_mails_send_key (send_key),
    KEY ix_mails_due (state, next_attempt_at, id),
    KEY ix_mails_lease (state, leased_until),
    KEY ix_mails_mailing (mailing_id, state),
    KEY ix_mails_invitation (invitation_id, id),
    CONSTRAINT fk_mails_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_mails_invitation FOREIGN KEY (invitation_id) REFERENCES invitations (id) ON DELETE CASCADE,
    CONSTRAINT fk_mails_message FOREIGN KEY (message_id) REFERENCES messages (id),
    CONSTRAINT fk_mails_mailing FOREIGN KEY (mailing_id) REFERENCES mailings (id)
  ) ${TABLE}`,
  `CREATE TABLE bulk_operations (
    id ${ID} NOT NULL,
    organization_id ${ID} NOT NULL,
    created_by ${ID} NOT NULL,
    kind ${ascii(20)} NOT NULL,
    state ${ascii(20)} NOT NULL,
    selection TEXT NOT NULL,
    message_id ${ID} NULL,
    mailing_id ${ID} NULL,
    program_id ${ID} NULL,
    last_key ${ascii(40)} NULL,
    last_id ${ID} NULL,
    total INT UNSIGNED NOT NULL,
    processed INT UNSIGNED NOT NULL DEFAULT 0,
    done INT UNSIGNED NOT NULL DEFAULT 0,
    skipped_reasons TEXT NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    finished_at DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY ix_bulk_operations_state (state, processed),
    CONSTRAINT fk_bulk_operations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT fk_bulk_operations_created_by FOREIGN KEY (created_by) REFERENCES staff_members (id),
    CONSTRAINT fk_bulk_operations_message FOREIGN KEY (message_id) REFERENCES messages (id),
    CONSTRAINT fk_bulk_operations_mailing FOREIGN KEY (mailing_id) REFERENCES mailings (id),
    CONSTRAINT fk_bulk_operations_program FOREIGN KEY (program_id) REFERENCES programs (id)
  ) ${TABLE}`,
];

const TABLES = [...UP].reverse().map((statement) => /CREATE TABLE (\w+)/.exec(statement)?.[1]);

export class Foundation1795219200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(withActions(statement));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}
