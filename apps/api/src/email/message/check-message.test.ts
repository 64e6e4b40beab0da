import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserErrors } from '../../errors.js';
import { checkMessage } from './check-message.js';
import type { MessageInput } from './message.inputs.js';

const good = { subject: 'Welcome', body: '<p>Come in</p>', buttonText: 'Open' };
const check = (changes: Partial<MessageInput>) => checkMessage({ ...good, ...changes });

function refusals(changes: Partial<MessageInput>): string[] {
  try {
    check(changes);
    return [];
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    return error.errors.map(({ code, path }) => `${path.join('.')} ${code}`);
  }
}

describe('a message', () => {
  it('keeps the marks that a message may have', () => {
    const body =
      '<p>Dear <strong>{{ClientFirstName}}</strong>, <em>welcome</em><br />to us.</p><ul><li>one</li></ul><p><a href="https://x.org/?a=1&amp;b=2">see</a> <a href="mailto:a@x.org">write</a></p>';
    expect(check({ body }).body).toBe(body);
  });

  it('takes plain text as paragraphs, and what looks like markup in it as text', () => {
    expect(check({ body: 'Dear you,\nhow are you?\n\n1 < 2 & 3 > 2' }).body).toBe(
      '<p>Dear you,<br />how are you?</p><p>1 &lt; 2 &amp; 3 &gt; 2</p>',
    );
  });

  it.each([
    ['<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['<p onclick="x()" style="color:red" class="c">a</p>', '<p>a</p>'],
    ['<p><a href="javascript:alert(1)">a</a></p>', '<p><a>a</a></p>'],
    ['<p><a href="http://x.org">a</a></p>', '<p><a>a</a></p>'],
    ['<p><a href="//x.org">a</a></p>', '<p><a>a</a></p>'],
    ['<p><a href="data:text/html,x">a</a></p>', '<p><a>a</a></p>'],
    ['<p><a href="https://x.org/?t={{ClientPortalLink}}">a</a></p>', '<p><a>a</a></p>'],
    ['<p>a<img src="https://x.org/pixel"></p>', '<p>a</p>'],
    ['<p>a</p><style>p{}</style><iframe src="https://x.org"></iframe>', '<p>a</p>'],
    ['<mj-include path="/etc/passwd" type="css" /><p>a</p>', '<p>a</p>'],
    ['<p>a<!-- b --></p>', '<p>a</p>'],
  ])('reduces %j', (body, kept) => {
    expect(check({ body }).body).toBe(kept);
  });

  it('holds no other element, attribute or scheme, whatever is put in', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            '"',
            "'",
            '/',
            'p',
            'a',
            ' href=',
            'https:',
            'javascript:',
            'script',
            'on',
            'x',
            '&',
            ';',
            '!--',
            '\n',
            '\u0000',
          ),
        ),
        (pieces) => {
          let { body } = good;
          try {
            body = check({ body: `<p>${pieces.join('')}</p>x` }).body;
          } catch (error) {
            if (!(error instanceof UserErrors)) throw error;
          }
          for (const tag of body.match(/<[^>]*>/g) ?? [])
            expect(tag).toMatch(/^<\/?(p|br \/|strong|em|ul|ol|li|a( href="(https|mailto):[^"]*")?)>$/);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('names everything that is missing, at its field', () => {
    expect(refusals({ subject: ' \n', body: '<p> <br></p>', buttonText: '' })).toEqual([
      'message.subject REQUIRED',
      'message.body REQUIRED',
      'message.buttonText REQUIRED',
    ]);
  });

  it('refuses what is too long', () => {
    expect(
      refusals({ subject: 'x'.repeat(201), body: 'x'.repeat(20_001), buttonText: 'x'.repeat(61) }),
    ).toEqual(['message.subject TOO_LONG', 'message.body TOO_LONG', 'message.buttonText TOO_LONG']);
    expect(
      refusals({ subject: 'x'.repeat(200), body: 'x'.repeat(20_000), buttonText: 'x'.repeat(60) }),
    ).toEqual([]);
  });

  it('keeps a subject on one line', () => {
    expect(check({ subject: ' Welcome\r\nBcc: x@y.org ' }).subject).toBe('Welcome Bcc: x@y.org');
  });

  it.each([
    ['{{ClientName}}', 'UNKNOWN_PLACEHOLDER'],
    ['{{clientFirstName}}', 'UNKNOWN_PLACEHOLDER'],
    ['{{ ClientFirstName }}', 'UNKNOWN_PLACEHOLDER'],
    ['{{}}', 'UNKNOWN_PLACEHOLDER'],
    ['Dear {{ClientFirstName', 'BROKEN_PLACEHOLDER'],
    ['Dear ClientFirstName}}', 'BROKEN_PLACEHOLDER'],
    ['{{Client<strong>First</strong>Name}}', 'UNKNOWN_PLACEHOLDER'],
  ])('refuses the placeholder %j by name', (token, code) => {
    expect(refusals({ body: `<p>${token}</p>` })).toEqual([`message.body ${code}`]);
    if (!token.includes('<')) expect(refusals({ subject: token })).toEqual([`message.subject ${code}`]);
  });

  it('names a placeholder with its braces however long it is, so that it can be told beside a field', () => {
    const long = `{{${'x'.repeat(80)}}}`;
    expect(() => check({ subject: long })).toThrow(
      expect.objectContaining({
        errors: [expect.objectContaining({ message: expect.stringMatching(/^\{\{x{55}…\}\} is not a/) })],
      }),
    );
  });
});
