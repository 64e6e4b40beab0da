import { getSchema, type JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyExtensions } from './body-editor';
import { completeLink, isAllowedLink } from './link-control';
import {
  bodyToDocument,
  documentToBody,
  documentToLine,
  isEmptyDocument,
  lineToDocument,
} from './message-content';
import { placeholderNode } from './placeholder-node';

const names = ['ClientFirstName', 'OrganizationName', 'ClientPortalLink'];
const known = new Set(names);
const offered = names.map((name) => ({ name, label: name, example: '', inLines: true }));
const schema = getSchema([...bodyExtensions, placeholderNode(offered)]);

const roundTrip = (body: string) => documentToBody(bodyToDocument(body, known));

describe('a line', () => {
  it('makes one node of a placeholder', () => {
    const document = lineToDocument('Dear {{ClientFirstName}}, welcome', known);
    expect(document.content?.[0]?.content).toEqual([
      { type: 'text', text: 'Dear ' },
      { type: 'placeholder', attrs: { name: 'ClientFirstName' } },
      { type: 'text', text: ', welcome' },
    ]);
  });

  it('leaves an unknown or broken one for the API to refuse by name', () => {
    const line = 'Hello {{Nickname}}, {{ClientFirstName} and {ClientFirstName}}';
    expect(documentToLine(lineToDocument(line, known))).toBe(line);
    expect(JSON.stringify(lineToDocument(line, known))).not.toContain('placeholder');
  });

  it('comes back as it went in', () => {
    const part = fc.oneof(
      fc.constantFrom('{{ClientFirstName}}', '{{OrganizationName}}', '{', '}}', '<b>', '&amp;', ' '),
      fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\n]/g, '')),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        (line) => {
          expect(documentToLine(lineToDocument(line, known))).toBe(line);
        },
      ),
      { examples: [['  '], ['Dear  {{ClientFirstName}}  , welcome']] },
    );
  });
});

describe('a body', () => {
  it.each([
    '<p>Dear {{ClientFirstName}},</p><p>Welcome to <strong>{{OrganizationName}}</strong>.</p>',
    '<p>One<br>two</p><p><br></p><p>three</p>',
    '<ul><li>one</li><li>two<ol><li>deeper</li></ol></li></ul>',
    '<ul><li><p>one</p><p>still one</p></li></ul>',
    '<p>Look <a href="https://example.org/?a=1&amp;b=2">here <strong>now</strong></a> or <em>there</em></p>',
    '<p>Your link: {{ClientPortalLink}}</p>',
    '<p>1 &lt; 2 &amp; 3</p>',
  ])('comes back as it went in: %s', (body) => {
    expect(roundTrip(body)).toBe(body);
  });

  it('reads plain text with blank lines between paragraphs', () => {
    expect(roundTrip('Dear {{ClientFirstName}},\nwelcome.\n\n\nYours & mine')).toBe(
      '<p>Dear {{ClientFirstName}},<br>welcome.</p><p>Yours &amp; mine</p>',
    );
  });

  it('keeps neither scripts nor styles nor links that are no links', () => {
    const html = roundTrip(
      '<p style="color:red" onclick="x()">a<span>b</span></p><h1>c</h1><p><a href="">d</a></p>',
    );
    expect(html).toBe('<p>ab</p><p>c</p><p>d</p>');
  });

  it('drops empty lines above and below the text only', () => {
    expect(roundTrip('<p></p><p>a</p><p></p><p>b</p><p><br></p>')).toBe('<p>a</p><p><br></p><p>b</p>');
  });

  it('tells an empty one', () => {
    expect(isEmptyDocument(bodyToDocument('', known))).toBe(true);
    expect(isEmptyDocument(bodyToDocument('<ul><li> </li></ul>', known))).toBe(true);
    expect(isEmptyDocument(bodyToDocument('{{ClientFirstName}}', known))).toBe(false);
  });
});

const text = fc
  .string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'é', '<', '&', '"', '{', '}', '😀') })
  .filter((value) => !/\{\{\s*[A-Za-z]+\s*\}\}/.test(value));
const marks = fc.subarray([
  { type: 'link', attrs: { href: 'https://example.org/?a=1&b="2"' } },
  { type: 'bold' },
  { type: 'italic' },
]);
const withMarks = <T extends JSONContent>(node: T, on: { type: string }[]) =>
  on.length > 0 ? { ...node, marks: on } : node;
const inlineNode: fc.Arbitrary<JSONContent> = fc.oneof(
  fc.tuple(text, marks).map(([value, on]) => withMarks({ type: 'text', text: value }, on)),
  fc
    .tuple(fc.constantFrom(...names), marks)
    .map(([name, on]) => withMarks({ type: 'placeholder', attrs: { name } }, on)),
);
// Neighbouring texts with the same marks are one text to the editor.
const inline = fc
  .array(inlineNode, { minLength: 1, maxLength: 5 })
  .map((nodes) => nodes.filter((node, i) => node.type !== 'text' || nodes[i - 1]?.type !== 'text'));
const paragraph = inline.map((content): JSONContent => ({ type: 'paragraph', content }));
const list = fc
  .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
  .map(
    ([kind, items]): JSONContent => ({
      type: kind,
      content: items.map((item) => ({ type: 'listItem', content: [item] })),
    }),
  );
const document = fc
  .array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 4 })
  .map((content): JSONContent => ({ type: 'doc', content }));

describe('every document of the editor', () => {
  it('is the same after a journey through the API', () => {
    fc.assert(
      fc.property(document, (written) => {
        expect(bodyToDocument(documentToBody(written), known)).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it('is one the editor accepts, whatever HTML it is read from', () => {
    const tags = ['p', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'br', 'h1', 'div', 'table'];
    const piece = fc.oneof(
      fc.constantFrom(...tags).map((tag) => `<${tag}>`),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
      fc.constantFrom('text', ' ', '{{ClientFirstName}}', '{{Nobody}}', '&nbsp;', '<a href="https://x.org">'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const read = bodyToDocument(pieces.join(''), known);
        schema.nodeFromJSON(read).check();
        // What has been read once reads the same from then on.
        const body = documentToBody(read);
        expect(roundTrip(body)).toBe(body);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a link', () => {
  it.each([
    ['example.org', 'https://example.org'],
    ['http://example.org/a', 'https://example.org/a'],
    ['ada@example.org', 'mailto:ada@example.org'],
    [' https://example.org ', 'https://example.org'],
  ])('is completed as people mean it: %s', (typed, href) => {
    expect(completeLink(typed)).toBe(href);
    expect(isAllowedLink(completeLink(typed))).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.org',
    '',
    'nonsense',
    '{{ClientPortalLink}}',
  ])('is refused where mail programs could not follow it: %s', (typed) => {
    expect(isAllowedLink(completeLink(typed))).toBe(false);
  });
});
