import type { JSONContent } from '@tiptap/core';

/**
 * Between the API's form of a message (a small subset of HTML, or plain text, with `{{Name}}` for a placeholder)
 * and the editor's document, in which a placeholder is one node that no keystroke can split.
 */

const TOKEN = /\{\{\s*([A-Za-z]+)\s*\}\}/g;
const HTML = /<\/?(?:p|br|strong|b|em|i|ul|ol|li|a)\b[^>]*>/i;

type Known = ReadonlySet<string>;
type Mark = NonNullable<JSONContent['marks']>[number];

/** One line: a subject or the text of a button. */
export function lineToDocument(line: string, known: Known): JSONContent {
  // A line is no HTML: each of its blanks counts.
  const content = splitPlaceholders(line.replace(/\s*[\r\n]+\s*/g, ' '), known, []);
  return { type: 'doc', content: [ofContent(content)] };
}

export function documentToLine(document: JSONContent): string {
  return (document.content ?? [])
    .map((block) => (block.content ?? []).map((node) => tokenOf(node) ?? node.text ?? ' ').join(''))
    .join(' ');
}

export function bodyToDocument(body: string, known: Known): JSONContent {
  const blocks = HTML.test(body) ? htmlToBlocks(body, known) : textToBlocks(body, known);
  return { type: 'doc', content: blocks.length > 0 ? blocks : [paragraph([])] };
}

export function documentToBody(document: JSONContent): string {
  const blocks = (document.content ?? []).map(blockToHtml);
  // Empty lines above and below the text are slips of the hand; those in between are meant.
  while (blocks.at(0) === EMPTY_LINE) blocks.shift();
  while (blocks.at(-1) === EMPTY_LINE) blocks.pop();
  return blocks.join('');
}

/** The body's text alone, to tell whether there is any. */
export function isEmptyDocument(document: JSONContent): boolean {
  if (document.type === 'placeholder' || document.text?.trim()) return false;
  return (document.content ?? []).every(isEmptyDocument);
}

const EMPTY_LINE = '<p><br></p>';

function paragraph(inline: JSONContent[]): JSONContent {
  return ofContent(singleBlanks(inline));
}

function ofContent(content: JSONContent[]): JSONContent {
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

/** Blanks in a row are one, as HTML shows them, also where one text ends with a blank and the next begins with it. */
function singleBlanks(inline: JSONContent[]): JSONContent[] {
  let afterBlank = false;
  return inline.flatMap((node) => {
    if (node.type !== 'text') {
      afterBlank = false;
      return node;
    }
    const text = (node.text ?? '')
      .replace(/[ \t]+/g, ' ')
      .slice(afterBlank && /^[ \t]/.test(node.text ?? '') ? 1 : 0);
    if (text === '') return [];
    afterBlank = text.endsWith(' ');
    return { ...node, text };
  });
}

function splitPlaceholders(text: string, known: Known, marks: Mark[]): JSONContent[] {
  const nodes: JSONContent[] = [];
  const marked = marks.length > 0 ? { marks } : {};
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const name = match[1] ?? '';
    // What is not on offer stays as it was written, so that the API can refuse it by name.
    if (!known.has(name)) continue;
    if (match.index > from) nodes.push({ type: 'text', text: text.slice(from, match.index), ...marked });
    nodes.push({ type: 'placeholder', attrs: { name }, ...marked });
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push({ type: 'text', text: text.slice(from), ...marked });
  return nodes;
}

function textToBlocks(text: string, known: Known): JSONContent[] {
  return text
    .trim()
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)
    .filter((part) => part !== '')
    .map((part) =>
      paragraph(
        part
          .split(/\r?\n/)
          .flatMap((line, i) => [
            ...(i > 0 ? [{ type: 'hardBreak' }] : []),
            ...splitPlaceholders(line, known, []),
          ]),
      ),
    );
}

function htmlToBlocks(html: string, known: Known): JSONContent[] {
  return readBlocks(new DOMParser().parseFromString(html, 'text/html').body, known);
}

function readBlocks(parent: Element, known: Known): JSONContent[] {
  const blocks: JSONContent[] = [];
  let loose: JSONContent[] = [];
  const closeParagraph = () => {
    const content = trimBlanks(loose);
    if (content.length > 0) blocks.push(paragraph(content));
    loose = [];
  };
  for (const child of parent.childNodes) {
    const tag = child.nodeName.toLowerCase();
    if (tag === 'p' || tag === 'div') {
      closeParagraph();
      const content = readInline(child, known, []);
      // A lone break is how an empty line is written.
      const empty = content.length === 1 && content[0]?.type === 'hardBreak';
      blocks.push(paragraph(empty ? [] : trimBlanks(content)));
    } else if (tag === 'ul' || tag === 'ol') {
      closeParagraph();
      const items = [...(child as Element).children].map((item) => readItem(item, known));
      if (items.length > 0) {
        blocks.push({ type: tag === 'ul' ? 'bulletList' : 'orderedList', content: items });
      }
    } else {
      loose.push(...readInlineNode(child, known, []));
    }
  }
  closeParagraph();
  return blocks;
}

function readItem(item: Element, known: Known): JSONContent {
  const blocks = readBlocks(item, known);
  // An item begins with a paragraph, whatever was pasted into it.
  if (blocks[0]?.type !== 'paragraph') blocks.unshift(paragraph([]));
  return { type: 'listItem', content: blocks };
}

function readInline(parent: Node, known: Known, marks: Mark[]): JSONContent[] {
  return [...parent.childNodes].flatMap((child) => readInlineNode(child, known, marks));
}

function readInlineNode(node: Node, known: Known, marks: Mark[]): JSONContent[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ');
    return text === '' ? [] : splitPlaceholders(text, known, marks);
  }
  const tag = node.nodeName.toLowerCase();
  if (tag === 'br') return [{ type: 'hardBreak' }];
  const mark = markOf(tag, node);
  const already = mark !== null && marks.some((other) => other.type === mark.type);
  return readInline(node, known, mark === null || already ? marks : [...marks, mark]);
}

function markOf(tag: string, node: Node): Mark | null {
  if (tag === 'strong' || tag === 'b') return { type: 'bold' };
  if (tag === 'em' || tag === 'i') return { type: 'italic' };
  const href = tag === 'a' ? (node as Element).getAttribute('href') : null;
  return href ? { type: 'link', attrs: { href } } : null;
}

function trimBlanks(nodes: JSONContent[]): JSONContent[] {
  const kept = [...nodes];
  for (let first = kept[0]; first?.text?.startsWith(' '); first = kept[0]) {
    const text = first.text.replace(/^ +/, '');
    kept.splice(0, 1, ...(text === '' ? [] : [{ ...first, text }]));
  }
  for (let last = kept.at(-1); last?.text?.endsWith(' '); last = kept.at(-1)) {
    const text = last.text.replace(/ +$/, '');
    kept.splice(-1, 1, ...(text === '' ? [] : [{ ...last, text }]));
  }
  return kept;
}

function blockToHtml(block: JSONContent): string {
  if (block.type === 'bulletList') return `<ul>${(block.content ?? []).map(itemToHtml).join('')}</ul>`;
  if (block.type === 'orderedList') return `<ol>${(block.content ?? []).map(itemToHtml).join('')}</ol>`;
  const inner = inlineToHtml(block.content ?? []);
  return inner === '' ? EMPTY_LINE : `<p>${inner}</p>`;
}

function itemToHtml(item: JSONContent): string {
  const [first, ...rest] = item.content ?? [];
  const opening = inlineToHtml(first?.content ?? []);
  if (rest.some((block) => block.type === 'paragraph')) {
    return `<li>${(item.content ?? []).map(blockToHtml).join('')}</li>`;
  }
  return `<li>${opening}${rest.map(blockToHtml).join('')}</li>`;
}

// Outermost first: neighbours that share a link stay within one element.
const MARKS = ['link', 'bold', 'italic'] as const;
const TAGS = { link: 'a', bold: 'strong', italic: 'em' };

function inlineToHtml(nodes: JSONContent[]): string {
  let html = '';
  let open: Mark[] = [];
  for (const node of nodes) {
    const wanted = MARKS.flatMap(
      (type) => node.marks?.filter((mark) => mark.type === type).slice(0, 1) ?? [],
    );
    let shared = 0;
    while (shared < open.length && sameMark(open[shared], wanted[shared])) shared += 1;
    html += closeMarks(open.slice(shared)) + wanted.slice(shared).map(openMark).join('');
    open = wanted;
    html += node.type === 'hardBreak' ? '<br>' : (tokenOf(node) ?? escapeHtml(node.text ?? ''));
  }
  return html + closeMarks(open);
}

function sameMark(one: Mark | undefined, other: Mark | undefined): boolean {
  return one?.type === other?.type && one?.attrs?.href === other?.attrs?.href;
}

function openMark(mark: Mark): string {
  if (mark.type === 'link') return `<a href="${escapeHtml(String(mark.attrs?.href ?? ''))}">`;
  return `<${TAGS[mark.type as keyof typeof TAGS]}>`;
}

function closeMarks(marks: Mark[]): string {
  return marks
    .toReversed()
    .map((mark) => `</${TAGS[mark.type as keyof typeof TAGS]}>`)
    .join('');
}

function tokenOf(node: JSONContent): string | null {
  return node.type === 'placeholder' ? `{{${String(node.attrs?.name)}}}` : null;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
