import { createConnection } from 'mysql2/promise';
import { copySearch } from '../src/clients/search-rows.js';
import { fold } from '../src/clients/search-terms.js';
import { LEAD_OF_TERM } from '../src/database/migrations/1795255200000-search-leads.js';
import { MARKS_OF_TERM } from '../src/database/migrations/1795262400000-first-letters.js';
import { BEGINNING_OF_TERM, COMPANIONS } from '../src/database/migrations/1795593600000-search-groups.js';
import { WRITE_PAIRS } from '../src/database/migrations/1795694400000-search-pairs.js';
import { WRITE_LETTERS } from '../src/database/migrations/1795780800000-search-letters.js';
import { WRITE_DIGITS } from '../src/database/migrations/1795867200000-search-digits.js';
import { DOMAINS, FIRST_NAMES, LAST_NAMES } from './names.js';

export interface FillOptions {
  url: string;
  clients: number;
  /** Told what is being done; the fill of a million takes minutes. */
  say?: (line: string) => void;
}

export interface Filled {
  organizationId: string;
  /** From the largest to the smallest: a fifth, a hundredth, two in a thousand and twenty clients. */
  programIds: string[];
  /** Its owner. */
  userId: string;
}

const ORGANIZATION = '01900000-0000-7000-8000-0000000000f1';
const STAFF = '01900000-0000-7000-8000-0000000000f2';
const USER = '01900000-0000-7000-8000-0000000000f3';
const MESSAGE = '01900000-0000-7000-8000-0000000000f4';
const PROGRAMS = [1, 2, 3, 4].map((n) => `01900000-0000-7000-8000-0000000001f${n}`);

/** Ids in the order of creation, as UUIDv7 are: the time part counts up. */
const id = (kind: string) =>
  `CONCAT('0190', LPAD(LOWER(HEX(n >> 16)), 4, '0'), '-', LPAD(LOWER(HEX(n & 65535)), 4, '0'), '-7000-8000-0000000000${kind}')`;

const DIGITS =
  '(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';

const FILLED: Filled = { organizationId: ORGANIZATION, programIds: PROGRAMS, userId: USER };

/** What an earlier fill left in this database, or null. */
export async function filled(url: string): Promise<Filled | null> {
  const connection = await createConnection({ uri: url });
  try {
    const [rows] = await connection.query('SELECT 1 FROM organizations WHERE id = ?', [ORGANIZATION]);
    return (rows as unknown[]).length > 0 ? FILLED : null;
  } finally {
    await connection.end();
  }
}

/**
 * One organization with a million clients or so, with the names, addresses, statuses, invitations and enrolments that a
 * large one would have: written by INSERT … SELECT from a table of numbers, so that it takes minutes and not hours.
 * The search terms are those that `searchTermsOf` would make of the same clients.
 */
export async function fill({ url, clients, say = () => {} }: FillOptions): Promise<Filled> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_unicode_ci', timezone: 'Z' });
  const run = async (what: string, sql: string, params: unknown[] = []) => {
    const begin = performance.now();
    await connection.query(sql, params);
    say(`${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  };
  try {
    await run('session', "SET time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0");
    await run(
      'organization',
      "INSERT INTO organizations (id, slug, name, language, time_zone, accent_color, client_number_width) VALUES (?, 'bench', 'Bench', 'en', 'Europe/Amsterdam', '#3b5bdb', 7)",
      [ORGANIZATION],
    );
    await connection.query(
      "INSERT INTO users (id, name, email, email_verified) VALUES (?, 'Bench', 'bench@example.org', 1)",
      [USER],
    );
    await connection.query(
      "INSERT INTO staff_members (id, organization_id, user_id, first_name, last_name) VALUES (?, ?, ?, 'Bench', 'Bench')",
      [STAFF, ORGANIZATION, USER],
    );
    await connection.query("INSERT INTO staff_member_roles (staff_member_id, role) VALUES (?, 'OWNER')", [
      STAFF,
    ]);
    await connection.query(
      'INSERT INTO client_number_sequences (organization_id, next_number) VALUES (?, ?)',
      [ORGANIZATION, clients + 1],
    );
    await connection.query(
      "INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, 'Come in', '<p>Come in</p>', 'Open')",
      [MESSAGE, ORGANIZATION],
    );
    await connection.query('INSERT INTO programs (id, organization_id, name) VALUES ?', [
      PROGRAMS.map((program, index) => [program, ORGANIZATION, `Program ${index + 1}`]),
    ]);

    await connection.query(
      'CREATE TEMPORARY TABLE fill_first (i INT PRIMARY KEY, name VARCHAR(100), folded VARCHAR(100)) CHARSET utf8mb4',
    );
    await connection.query('INSERT INTO fill_first VALUES ?', [
      FIRST_NAMES.map((name, i) => [i, name, fold(name)]),
    ]);
    await connection.query(
      'CREATE TEMPORARY TABLE fill_last (i INT PRIMARY KEY, name VARCHAR(100), folded VARCHAR(100), joined VARCHAR(100), second VARCHAR(100), third VARCHAR(100)) CHARSET utf8mb4',
    );
    await connection.query('INSERT INTO fill_last VALUES ?', [
      LAST_NAMES.map((name, i) => {
        const words = fold(name).split(' ');
        return [i, name, words.join(' '), words.join(''), words[1] ?? null, words[2] ?? null];
      }),
    ]);
    await connection.query(
      'CREATE TEMPORARY TABLE fill_domain (i INT PRIMARY KEY, name VARCHAR(100)) CHARSET utf8mb4',
    );
    await connection.query('INSERT INTO fill_domain VALUES ?', [DOMAINS.map((name, i) => [i, name])]);

    // Two checksums of texts that differ in one letter go hand in hand, but not those of their digests. Squaring and cubing an even spread makes the first of each list common and the last rare, as names are.
    const pick = (salt: string, power: number, size: number) =>
      `FLOOR(POW(CRC32(SHA2(CONCAT('${salt}', n), 256)) / 4294967296, ${power}) * ${size})`;
    await run(
      'numbers',
      `CREATE TABLE fill_people (n INT PRIMARY KEY, id CHAR(36) CHARACTER SET ascii, first_name VARCHAR(100), last_name VARCHAR(100), f VARCHAR(100), l VARCHAR(100), j VARCHAR(100), second VARCHAR(100), third VARCHAR(100),
         email VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin, domain VARCHAR(100), style INT, number VARCHAR(40), status VARCHAR(20), expires DATETIME(3), created DATETIME(3), sort_name VARCHAR(300)) CHARSET utf8mb4
       SELECT p.n, ${id('c1')} AS id, first_name, last_name, f, l, j, second, third, domain, style,
              CASE style WHEN 0 THEN CONCAT(f, '.', j, n, '@', domain) WHEN 1 THEN CONCAT(LEFT(f, 1), '.', j, n, '@', domain) WHEN 2 THEN CONCAT(j, n, '@', domain) ELSE CONCAT('user', n, '@', domain) END AS email,
              CONCAT('C-', LPAD(n, 7, '0')) AS number,
              CASE WHEN s < 22 THEN 'NOT_INVITED' WHEN s < 50 THEN 'INVITE_PENDING' WHEN s < 65 THEN 'INVITE_EXPIRED' WHEN s < 70 THEN 'INVITE_WITHDRAWN' WHEN s < 98 THEN 'ACTIVE' ELSE 'DEACTIVATED' END AS status,
              CASE WHEN s < 22 THEN NULL WHEN s < 50 THEN NOW(3) + INTERVAL IF(CRC32(SHA2(CONCAT('x', n), 256)) % 1000 = 0, -1, 86400 + CRC32(SHA2(CONCAT('e', n), 256)) % 1123200) SECOND
                   WHEN s < 65 THEN NOW(3) - INTERVAL CRC32(SHA2(CONCAT('e', n), 256)) % 20000000 SECOND ELSE NULL END AS expires,
              NOW(3) - INTERVAL (${clients} - n) * 60 SECOND AS created
         FROM (SELECT x.n, CRC32(SHA2(CONCAT('s', x.n), 256)) % 100 AS s, IF(CRC32(SHA2(CONCAT('y', x.n), 256)) % 10 < 9, fi.name, NULL) AS first_name, IF(CRC32(SHA2(CONCAT('y', x.n), 256)) % 10 < 9, la.name, NULL) AS last_name,
                      fi.folded AS f, la.folded AS l, la.joined AS j, la.second, la.third, d.name AS domain, CASE WHEN CRC32(SHA2(CONCAT('y', x.n), 256)) % 10 = 9 THEN 3 ELSE CRC32(SHA2(CONCAT('z', x.n), 256)) % 4 END AS style
                 FROM (SELECT n, ${pick('f', 1.5, FIRST_NAMES.length)} AS fi, ${pick('l', 2, LAST_NAMES.length)} AS li, ${pick('d', 3, DOMAINS.length)} AS di
                         FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d + 1000000 * g.d AS n
                                 FROM ${DIGITS} a, ${DIGITS} b, ${DIGITS} c, ${DIGITS} d, ${DIGITS} e, ${DIGITS} f, ${DIGITS} g) all_numbers
                        WHERE n <= ${clients}) x
                 JOIN fill_first fi ON fi.i = x.fi JOIN fill_last la ON la.i = x.li JOIN fill_domain d ON d.i = x.di) p`,
    );
    // Three in a hundred have no address on file.
    await run(
      'no address',
      "UPDATE fill_people SET email = NULL, status = 'NO_EMAIL', expires = NULL WHERE status = 'NOT_INVITED' AND CRC32(SHA2(CONCAT('m', n), 256)) % 7 = 0",
    );
    await run(
      'sort names',
      "UPDATE fill_people SET sort_name = IF(last_name IS NULL, COALESCE(email, LOWER(number)), CONCAT(l, ' ', f))",
    );
    await run(
      'clients',
      `INSERT INTO clients (id, organization_id, number, first_name, last_name, email, status, invitation_expires_at, sort_name, activated_at, created_at, updated_at)
       SELECT id, '${ORGANIZATION}', number, first_name, last_name, email, IF(status = 'INVITE_EXPIRED', 'INVITE_PENDING', status), expires, sort_name, IF(status = 'ACTIVE', created, NULL), created, created FROM fill_people ORDER BY n`,
    );
    const stored = "IF(status = 'INVITE_EXPIRED', 'INVITE_PENDING', status)";
    const terms: [term: string, of: string][] = [
      ['email', 'email IS NOT NULL'],
      ["CONCAT(j, n, '@', domain)", 'email IS NOT NULL AND style IN (0, 1)'],
      ['domain', 'email IS NOT NULL'],
      ['LOWER(number)', 'TRUE'],
      ['f', 'first_name IS NOT NULL AND (style <> 0 OR email IS NULL)'],
      ["SUBSTRING_INDEX(l, ' ', 1)", 'last_name IS NOT NULL AND (style = 3 OR email IS NULL)'],
      ['second', 'last_name IS NOT NULL AND second IS NOT NULL'],
      ['third', 'last_name IS NOT NULL AND third IS NOT NULL'],
    ];
    for (const [index, [term, of]] of terms.entries())
      await run(
        `terms ${index + 1}`,
        `INSERT IGNORE INTO client_search_terms (scope_id, status, lead_length, term, client_id, sort_name, number, client_created_at, beginning, companions)
         SELECT '${ORGANIZATION}', stored_status, ${LEAD_OF_TERM}, term, id, sort_name, number, created, ${BEGINNING_OF_TERM}, ''
           FROM (SELECT *, ${stored} AS stored_status, LEFT(${term}, 64) AS term FROM fill_people WHERE ${of}) t`,
      );
    await run(
      'marks',
      `UPDATE clients c SET c.marks = (SELECT BIT_OR(${MARKS_OF_TERM}) FROM client_search_terms t WHERE t.client_id = c.id)`,
    );
    await run('companions', `CREATE TABLE fill_companions ${COMPANIONS}`);
    await run(
      'marks and companions of terms',
      `UPDATE client_search_terms t STRAIGHT_JOIN clients c ON c.id = t.client_id STRAIGHT_JOIN fill_companions o ON o.client_id = t.client_id
          SET t.marks = c.marks, t.companions = o.companions`,
    );
    // The column has had another name since.
    for (const [index, statement] of WRITE_PAIRS.entries())
      await run(
        `pairs ${index + 1}`,
        statement.replace('client_search_pairs (organization_id', 'client_search_pairs (scope_id'),
      );
    await run('letters of pairs', WRITE_LETTERS);
    await run('digits', WRITE_DIGITS);
    for (const [index, every] of [5, 100, 500, Math.max(1, Math.floor(clients / 20))].entries())
      await run(
        `program ${index + 1}`,
        `INSERT INTO enrolments (program_id, client_id, organization_id, status, sort_name, number, client_created_at) SELECT '${PROGRAMS[index]}', id, '${ORGANIZATION}', ${stored}, sort_name, number, created FROM fill_people WHERE CRC32(SHA2(CONCAT('p${index}', n), 256)) % ${every} = 0`,
      );
    await run(
      'marks in programs',
      'UPDATE enrolments e JOIN clients c ON c.id = e.client_id SET e.marks = c.marks',
    );
    for (const [index, statement] of copySearch('TRUE').entries())
      await run(`found in programs ${index + 1}`, statement);
    await run(
      'invitations',
      `INSERT INTO invitations (id, organization_id, client_id, message_id, support_code, email, status, expiry_recorded, sent_at, sent_by, expires_at, accepted_at, withdrawn_at, delivery_state, created_at, updated_at)
       SELECT ${id('d1')}, '${ORGANIZATION}', id, '${MESSAGE}', LPAD(CONV(n, 10, 36), 7, '0'), email, CASE status WHEN 'INVITE_PENDING' THEN 'PENDING' WHEN 'INVITE_EXPIRED' THEN 'PENDING' WHEN 'INVITE_WITHDRAWN' THEN 'WITHDRAWN' ELSE 'ACCEPTED' END, status = 'INVITE_EXPIRED',
              COALESCE(expires, created) - INTERVAL 14 DAY, '${STAFF}', COALESCE(expires, created), IF(status IN ('ACTIVE', 'DEACTIVATED'), created, NULL), IF(status = 'INVITE_WITHDRAWN', created, NULL),
              CASE WHEN CRC32(SHA2(CONCAT('b', n), 256)) % 50 = 0 THEN 'BOUNCED' WHEN CRC32(SHA2(CONCAT('b', n), 256)) % 500 = 1 THEN 'FAILED' ELSE 'SENT' END, created, created
         FROM fill_people WHERE email IS NOT NULL AND status <> 'NOT_INVITED' ORDER BY n`,
    );
    await run('tidy', 'DROP TABLE fill_people, fill_companions');
    await run(
      'statistics',
      'ANALYZE TABLE clients, client_search_terms, client_search_pairs, client_search_digits, enrolments, invitations',
    );
  } finally {
    await connection.end();
  }
  return FILLED;
}
