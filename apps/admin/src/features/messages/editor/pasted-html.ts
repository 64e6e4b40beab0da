/** What is pasted, in the few forms that a message knows; `offered` are the names of its placeholders. */
export function readablePaste(html: string, offered: readonly string[]): string {
  if (!/mso-list|data-placeholder/.test(html)) return html;
  const page = new DOMParser().parseFromString(html, 'text/html');
  nameForeignPlaceholders(page, offered);
  listsOfWord(page);
  return page.body.innerHTML;
}

/** Copied from a message that offers others: as text it would be sent, by its name it is refused. */
function nameForeignPlaceholders(page: Document, offered: readonly string[]): void {
  for (const chip of page.querySelectorAll('span[data-placeholder]')) {
    const name = chip.getAttribute('data-placeholder') ?? '';
    if (/^[A-Za-z]+$/.test(name) && !offered.includes(name)) chip.replaceWith(`{{${name}}}`);
  }
}

/** Word writes a list as paragraphs, each with a mark drawn before it. */
function listsOfWord(page: Document): void {
  const lists = new Set<Element>();
  for (const paragraph of page.querySelectorAll('p[style*="mso-list"]')) {
    if (!/mso-list:\s*l\d/.test(paragraph.getAttribute('style') ?? '')) continue;
    const mark = paragraph.querySelector('span[style*="mso-list"]');
    const kind = /^\s*\w{1,4}[.)]/.test(mark?.textContent ?? '') ? 'ol' : 'ul';
    mark?.remove();
    const before = paragraph.previousElementSibling;
    const goesOn = before !== null && lists.has(before) && before.localName === kind;
    const list = goesOn ? before : page.createElement(kind);
    if (!goesOn) paragraph.before(list);
    lists.add(list);
    const item = page.createElement('li');
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  }
}
