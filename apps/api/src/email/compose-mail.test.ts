import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { MailComposer, type MailToCompose } from './compose-mail.js';
import { defaultMessage } from './message/default-message.js';

const composer = () => new MailComposer({ mailFrom: 'Anteroom <no-reply@anteroom.example>' });

const mail: MailToCompose = {
  kind: 'INVITATION',
  sendKey: 'one',
  recipient: 'ada@example.org',
  message: defaultMessage('en'),
  organization: {
    name: 'Praktijk De Linde',
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    accentColor: '#0b7a75',
    logoUrl: null,
    phone: '+31 20 123 45 67',
    visitingAddress: 'Lindelaan 1, Amsterdam',
  },
  client: { firstName: 'Ada', lastName: 'de Vries', email: 'ada@example.org', programName: 'Sleep better' },
  staffName: 'Fenna Bakker',
  expiresAt: new Date('2026-12-05T22:30:00Z'),
  link: 'https://anteroom.example/portal/invitation#inv_abc-DEF_123',
  supportCode: '7KQ-M4P',
  stopLink: 'https://anteroom.example/portal/invitation/not-me#inv_abc-DEF_123',
};

async function read(changes: Partial<MailToCompose>) {
  const composed = await composer().compose({ ...mail, ...changes }, 'key');
  return { ...composed, parsed: await PostalMime.parse(composed.raw) };
}

/** The document's elements and attributes, without the text between them and without its title for screen readers. */
function elements(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((element) => element.replace(/aria-label="[^"]*"/, ''));
}

describe('a composed mail', () => {
  it('says who invites, with one button, the same link in words, and until when', async () => {
    const { parsed } = await read({});
    expect(parsed.subject).toBe('Praktijk De Linde invites you');
    expect(parsed.from).toMatchObject({ name: 'Praktijk De Linde', address: 'no-reply@anteroom.example' });
    expect(parsed.to).toEqual([expect.objectContaining({ address: 'ada@example.org' })]);
    expect(parsed.html).toContain('Dear Ada,');
    expect(parsed.html?.split(mail.link).length).toBeGreaterThanOrEqual(4);
    expect(parsed.text).toContain('Dear Ada,');
    expect(parsed.text).toContain(mail.link);
    expect(parsed.text).toContain('valid until Saturday, 5 December 2026 at 23:30');
    expect(parsed.text).toContain('Lindelaan 1, Amsterdam · +31 20 123 45 67');
    expect(parsed.html).not.toContain('{{');
    expect(parsed.text).not.toContain('{{');
  });

  it.each([
    ['en', 1, 'connected with Bram, Noor, and 1 other.'],
    ['en', 3, 'connected with Bram, Noor, and 3 others.'],
    ['nl', 1, 'verbonden met Bram, Noor en 1 ander.'],
    ['nl', 3, 'verbonden met Bram, Noor en 3 anderen.'],
  ] as const)('counts those whom it does not name (%s, %d)', async (language, more, said) => {
    const { parsed } = await read({ language, connections: { names: ['Bram', 'Noor'], more } });
    expect(parsed.text?.replace(/\s+/g, ' ')).toContain(said);
  });

  it.each(['en', 'nl'] as const)(
    'sends nobody to the address that was wrong to ask for the right one (%s)',
    async (language) => {
      const client = { firstName: null, lastName: null, email: 'ada@example.org', programName: null };
      const { parsed } = await read({ kind: 'WRONG_RECIPIENT', message: null, language, client });
      expect(parsed.text).toContain('ada@example.org');
      expect(parsed.text).not.toMatch(/(?:Ask|Vraag) ada@example\.org/);
    },
  );

  it('names the visiting address on one line, and fills nothing into it', async () => {
    const organization = {
      ...mail.organization,
      visitingAddress: 'Lindelaan 1 \r\n1098 AB Amsterdam\n\n{{Link}}',
    } as MailToCompose['organization'];
    const { parsed } = await read({ organization });
    for (const part of [parsed.text, parsed.html])
      expect(part).toContain('Praktijk De Linde · Lindelaan 1, 1098 AB Amsterdam, Link · +31 20 123 45 67');
  });

  it.each([
    ['en', 'The button “Accept the invitation” leads to:'],
    ['nl', 'De knop “Uitnodiging aannemen” leidt naar:'],
  ] as const)(
    'says in its text part where the button of which it speaks leads (%s)',
    async (language, said) => {
      const { parsed } = await read({ language, message: defaultMessage(language) });
      expect(parsed.text).toContain(`${said}\n${mail.link}`);
      expect(parsed.html).not.toContain(said);
    },
  );

  it('keeps the lines of what staff write with an answer', async () => {
    const reason = 'We are full until March.\r\n<Then> ask again.';
    const { parsed } = await read({ kind: 'REGISTRATION_DECLINED_WHY', message: null, reason });
    expect(parsed.html).toContain('We are full until March.<br />&lt;Then&gt; ask again.');
    expect(parsed.text).toContain('We are full until March.\n<Then> ask again.');
  });

  it('fetches nothing from anywhere when it is opened', async () => {
    const { parsed } = await read({});
    expect(parsed.html).not.toMatch(/<link\b|<img\b|<script\b|@import|url\(/i);
    const addresses = parsed.html?.match(/https?:\/\/[^"'\s<)]+/g) ?? [];
    const namespaces = /^http:\/\/www\.w3\.org\//;
    expect(
      addresses.filter((address) => !namespaces.test(address) && !mail.link.startsWith(address)),
    ).toEqual([]);
  });

  it('stays below 30 kB and is 7-bit on the wire', async () => {
    const { raw } = await read({});
    expect(raw.length).toBeLessThan(30_000);
    expect(raw.every((byte) => byte < 128)).toBe(true);
    const lines = raw.toString().split('\r\n');
    // An address in a header cannot be broken; 998 is what servers must take.
    const [stop = '', ...others] = lines.filter((line) => line.startsWith('List-Unsubscribe: <'));
    expect([stop.length < 998, others]).toEqual([true, []]);
    expect(Math.max(...lines.filter((line) => line !== stop).map((line) => line.length))).toBeLessThanOrEqual(
      78,
    );
  });

  it('lets the recipient stop it where a person confirms, and nowhere by one click', async () => {
    const headers = async (changes: Partial<MailToCompose>) =>
      (await read(changes)).raw.toString().split('\r\n\r\n')[0] ?? '';
    expect(await headers({})).toContain(
      'List-Unsubscribe: <https://anteroom.example/portal/invitation/not-me#inv_',
    );
    expect(await headers({})).not.toContain('List-Unsubscribe-Post');
    expect(await headers({ stopLink: null })).not.toContain('List-Unsubscribe');
  });

  it('says by which code support finds the invitation, and nothing of it to others', async () => {
    const { text = '', html = '' } = (await read({})).parsed;
    expect(text).toContain('mention the code 7KQ-M4P.');
    // Read out over the phone: never broken in two.
    expect(html).toContain('mention the code <span style="white-space:nowrap">7KQ-M4P</span>.');
    expect((await read({ supportCode: null })).parsed.text).not.toContain('code');
  });

  it('writes the day of the organization, in its language', async () => {
    const organization = { ...mail.organization, language: 'nl', timeZone: 'Pacific/Auckland' } as const;
    const { parsed } = await read({
      organization: organization as MailToCompose['organization'],
      message: defaultMessage('nl'),
    });
    expect(parsed.text).toContain('geldig tot zondag 6 december 2026 om 11:30');
  });

  it('greets a client without a name as people do', async () => {
    const { parsed } = await read({
      client: { firstName: null, lastName: null, email: 'x@example.org', programName: null },
    });
    expect(parsed.text).toContain('Dear,');
    expect(parsed.html).toContain('<p>Dear,</p>');
  });

  it('carries the same Message-ID for the same decision to send', async () => {
    const first = await read({});
    const again = await read({ recipient: 'other@example.org' });
    const other = await read({ sendKey: 'two' });
    expect(first.parsed.messageId).toBe(first.messageId);
    expect(again.messageId).toBe(first.messageId);
    expect(other.messageId).not.toBe(first.messageId);
  });

  it('declares itself as generated', async () => {
    const { parsed } = await read({});
    expect(parsed.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '</p><img src=x onerror=alert(1)>',
    '<mj-include path="/etc/passwd" type="css" />',
    '"><a href="https://evil.example">',
    'O\'Brien & "Zonen" <b>',
    '{{Link}}{{ClientPortalLink}}',
    'Eve\r\nBcc: victim@example.org',
    '\u202Egnp.exe\u200B\u2066',
  ])('gives %j no power over markup, headers or links', async (hostile) => {
    const plainTree = elements((await read({})).parsed.html ?? '');
    const { parsed, raw } = await read({
      client: { firstName: hostile, lastName: hostile, email: 'ada@example.org', programName: hostile },
      staffName: hostile,
      organization: { ...(mail.organization as NonNullable<MailToCompose['organization']>), name: hostile },
      message: {
        subject: '{{ClientFirstName}} {{OrganizationName}}',
        body: defaultMessage('en').body,
        buttonText: 'Go {{ClientFirstName}}',
      },
    });
    expect(elements(parsed.html ?? '')).toEqual(plainTree);
    expect(parsed.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
    expect(parsed.to).toEqual([expect.objectContaining({ address: 'ada@example.org' })]);
    expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
    expect(parsed.subject).not.toMatch(/[\r\n\u202E\u200B\u2066]/);
  });

  it('keeps the element tree whatever a name consists of', async () => {
    const plainTree = elements((await read({})).parsed.html ?? '');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (name) => {
        const { parsed } = await read({
          client: { firstName: name, lastName: name, email: null, programName: name },
        });
        expect(elements(parsed.html ?? '')).toEqual(plainTree);
      }),
      { numRuns: 200 },
    );
  });

  it('names an organization in full, and cuts no letter in two where a name is longer than any may be', async () => {
    const named = async (name: string) =>
      (await read({ organization: { ...mail.organization, name } as MailToCompose['organization'] })).parsed;
    const longest = `${'Praktijk '.repeat(13)}🌳b`;
    expect(longest).toHaveLength(120);
    expect((await named(longest)).from?.name).toBe(longest);
    const { subject, text } = await named(`${'x'.repeat(119)}🌳`);
    expect(subject).toBe(`${'x'.repeat(119)} invites you`);
    expect(text).not.toContain('\uFFFD');
  });

  it('defuses an address of the web in a name', async () => {
    const { parsed } = await read({
      client: {
        firstName: 'https://evil.example/x',
        lastName: 'www.evil.example',
        email: null,
        programName: null,
      },
    });
    expect(parsed.text).not.toContain('evil.example');
  });

  it('writes a subject plainly, not as HTML, in any script', async () => {
    const { parsed } = await read({
      client: { firstName: "Zoë O'Brien & Søn", lastName: '木村', email: null, programName: null },
      message: {
        ...defaultMessage('en'),
        subject: 'Welcome {{ClientFirstName}} {{ClientLastName}}, we are glad to have you with us',
      },
    });
    expect(parsed.subject).toBe("Welcome Zoë O'Brien & Søn 木村, we are glad to have you with us");
  });
});
