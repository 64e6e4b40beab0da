// What one would write by hand for this one purpose: node:http, mysql2, the same rows in one transaction, then the mails.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import mysql from 'mysql2/promise';
import { createTransport } from 'nodemailer';
import { uuidv7 } from 'uuidv7';
import { searchRowsOf } from '../src/clients/search-rows.js';
import { marksOf, searchTermsOf, sortNameOf } from '../src/clients/search-terms.js';
import { newSupportCode } from '../src/invitations/support-code.js';
import { type FloorRequest, type FloorSettings, LINK } from './invite-floor-settings.js';

const settings = JSON.parse(process.argv[2] ?? '') as FloorSettings;
const pool = mysql.createPool({ uri: settings.databaseUrl, timezone: 'Z', connectionLimit: 5 });
const { hostname, port } = new URL(settings.smtpUrl);
const transport = createTransport({
  host: hostname,
  port: Number(port),
  pool: true,
  maxConnections: 5,
  maxMessages: Number.POSITIVE_INFINITY,
});

interface Invited {
  id: string;
  email: string;
  number: string;
  mailId: string;
  invitationId: string;
}

async function write(emails: string[]): Promise<Invited[]> {
  const { organizationId, staffMemberId, mail } = settings;
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const [[sequence]] = await connection.query<(mysql.RowDataPacket & { next_number: number })[]>(
      'SELECT next_number FROM client_number_sequences WHERE organization_id = ? FOR UPDATE',
      [organizationId],
    );
    await connection.query(
      'UPDATE client_number_sequences SET next_number = next_number + ? WHERE organization_id = ?',
      [emails.length, organizationId],
    );
    const first = sequence?.next_number ?? 1;
    const messageId = uuidv7();
    const mailingId = uuidv7();
    const people = emails.map((email, index) => ({
      id: uuidv7(),
      email,
      number: `C-${String(first + index).padStart(7, '0')}`,
      mailId: uuidv7(),
      invitationId: uuidv7(),
    }));
    const now = new Date();
    const expires = new Date(now.getTime() + 14 * 86_400_000);
    const remind = new Date(now.getTime() + 3 * 86_400_000);
    const terms = people.map((person) => searchTermsOf({ ...person, firstName: null, lastName: null }));
    const clients = people.map((person, index) => {
      const searchable = { ...person, firstName: null, lastName: null };
      return {
        ...searchable,
        organizationId,
        status: 'INVITE_PENDING' as const,
        sortName: sortNameOf(searchable),
        marks: String(marksOf(terms[index] ?? [])),
        createdAt: now,
      };
    });
    await connection.query(
      'INSERT INTO clients (id, organization_id, number, email, status, invitation_expires_at, sort_name, marks, created_at, updated_at) VALUES ?',
      [
        clients.map((one) => [
          one.id,
          organizationId,
          one.number,
          one.email,
          one.status,
          expires,
          one.sortName,
          one.marks,
          now,
          now,
        ]),
      ],
    );
    for (const { table, columns, rows } of searchRowsOf(clients, terms))
      if (rows.length > 0)
        await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [rows]);
    await connection.query(
      'INSERT INTO messages (id, organization_id, subject, body, button_text) VALUES (?, ?, ?, ?, ?)',
      [messageId, organizationId, mail.subject, '<p>Welcome</p>', 'Open'],
    );
    await connection.query('INSERT INTO mailings (id, organization_id, created_by) VALUES (?, ?, ?)', [
      mailingId,
      organizationId,
      staffMemberId,
    ]);
    await connection.query(
      'INSERT INTO invitations (id, organization_id, client_id, message_id, support_code, email, status, sent_at, sent_by, expires_at, next_reminder_at, last_mail_id, delivery_state) VALUES ?',
      [
        people.map((one) => [
          one.invitationId,
          organizationId,
          one.id,
          messageId,
          newSupportCode(),
          one.email,
          'PENDING',
          now,
          staffMemberId,
          expires,
          remind,
          one.mailId,
          'SENT',
        ]),
      ],
    );
    await connection.query(
      'INSERT INTO mails (id, organization_id, invitation_id, message_id, mailing_id, kind, send_key, recipient, state, next_attempt_at) VALUES ?',
      [
        people.map((one) => [
          one.mailId,
          organizationId,
          one.invitationId,
          messageId,
          mailingId,
          'INVITATION',
          one.mailId,
          one.email,
          'SENT',
          now,
        ]),
      ],
    );
    await connection.query(
      'INSERT INTO invitation_events (id, organization_id, invitation_id, type, actor_id) VALUES ?',
      [people.map((one) => [uuidv7(), organizationId, one.invitationId, 'SENT', staffMemberId])],
    );
    await connection.commit();
    return people;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

/** A support code that was drawn before is drawn again, with everything else. */
async function writeAgain(emails: string[]): Promise<Invited[]> {
  return write(emails).catch((error: { code?: string }) => {
    if (error.code !== 'ER_DUP_ENTRY') throw error;
    return write(emails);
  });
}

const linkOf = () => `https://anteroom.example/i#${randomBytes(48).toString('base64url')}`;

function sendComposingEach(people: Invited[]): void {
  const { from, subject, html, text } = settings.mail;
  for (const { email } of people) {
    const link = linkOf();
    void transport.sendMail({
      from,
      to: email,
      subject,
      html: html.replaceAll(LINK, link),
      text: text.replaceAll(LINK, link),
    });
  }
}

function sendFillingIn(people: Invited[]): void {
  const { from, subject, html, text } = settings.mail;
  const skeleton = [
    `From: ${from}`,
    'To: {{to}}',
    `Subject: ${subject}`,
    'Message-ID: <{{id}}@anteroom.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    html,
    '--b--',
    '',
  ].join('\r\n');
  for (const { email, mailId } of people)
    void transport.sendMail({
      envelope: { from, to: email },
      raw: skeleton.replace('{{to}}', email).replace('{{id}}', mailId).replaceAll(LINK, linkOf()),
    });
}

const server = createServer(async (request, response) => {
  const { emails, compose } = (await json(request)) as FloorRequest;
  const people = await writeAgain(emails.split(/[\s,;]+/).filter(Boolean));
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      createdCount: people.length,
      rows: people.map(({ id, email, number }, index) => ({
        index,
        address: email,
        outcome: 'CREATED',
        invited: true,
        client: { id, number, status: 'INVITE_PENDING' },
      })),
    }),
  );
  if (compose === 'each') sendComposingEach(people);
  else sendFillingIn(people);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('disconnect', () => process.exit(0));
