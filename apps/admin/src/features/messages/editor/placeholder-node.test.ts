import { Editor } from '@tiptap/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bodyExtensions } from './body-editor';
import { bodyToDocument, documentToBody } from './message-content';
import { placeholderNode } from './placeholder-node';

const offered = [{ name: 'ClientFirstName', label: 'First name', example: 'Ada', inLines: true }];
const known = new Set(['ClientFirstName']);
let editor: Editor;

beforeEach(() => {
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [...bodyExtensions, placeholderNode(offered)],
  });
});

afterEach(() => editor.destroy());

/** As the browser does it: each key is offered to the editor, which inserts it unless a rule took it. */
function type(text: string): void {
  for (const key of text) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(key, from, to);
    const taken = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, key, insert),
    );
    if (!taken) editor.view.dispatch(insert());
  }
}

const body = () => documentToBody(editor.getJSON());
const nodes = () => editor.getJSON().content?.[0]?.content?.map(({ type: kind }) => kind);

it('becomes one unit the moment its last brace is typed', () => {
  type('Dear {{ClientFirstName}}, hello');
  expect(nodes()).toEqual(['text', 'placeholder', 'text']);
  expect(body()).toBe('<p>Dear {{ClientFirstName}}, hello</p>');
});

it('becomes one unit too where its name is typed between braces that stand already', () => {
  type('Dear {{}}, hello');
  editor.commands.setTextSelection(8);
  type('ClientFirstName');
  expect(nodes()).toEqual(['text', 'placeholder', 'text']);
  expect(body()).toBe('<p>Dear {{ClientFirstName}}, hello</p>');
  type('!');
  expect(body()).toBe('<p>Dear {{ClientFirstName}}!, hello</p>');
});

it('stays text when there is none of that name', () => {
  type('Dear {{Nickname}}');
  expect(nodes()).toEqual(['text']);
});

it('cannot be entered: the caret passes it in one step and typing beside it leaves it whole', () => {
  editor.commands.setContent(bodyToDocument('a{{ClientFirstName}}b', known));
  const sizes = editor.state.doc.firstChild?.children.map((node) => node.nodeSize);
  expect(sizes).toEqual([1, 1, 1]);
  for (const at of [1, 2, 3, 4]) {
    editor.commands.setTextSelection(at);
    type('}');
  }
  expect(body().split('{{ClientFirstName}}')).toHaveLength(2);
});

it('shows its name in the reader’s words, and travels as one through the clipboard', () => {
  editor.commands.setContent(bodyToDocument('{{ClientFirstName}}', known));
  const shown = editor.view.dom.querySelector('[data-placeholder]');
  expect(shown?.textContent).toBe('First name');
  expect(editor.getText()).toBe('{{ClientFirstName}}');
  const html = editor.getHTML();
  editor.commands.setContent('');
  editor.commands.insertContent(html);
  expect(body()).toBe('<p>{{ClientFirstName}}</p>');
});

it('is not taken from foreign HTML that only looks like one', () => {
  editor.commands.insertContent('<p><span data-placeholder="Password">x</span></p>');
  expect(nodes()).toEqual(['text']);
});

const pasted = (html: string) => {
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent);
  return body();
};

it('is as bold as what it stands in, and what follows stays so', () => {
  editor.commands.toggleBold();
  type('Dear {{ClientFirstName}}, you');
  expect(body()).toBe('<p><strong>Dear {{ClientFirstName}}, you</strong></p>');
  editor.commands.setContent('');
  editor.commands.toggleBold();
  editor.commands.insertPlaceholder('ClientFirstName');
  type('!');
  expect(body()).toBe('<p><strong>{{ClientFirstName}}!</strong></p>');
  editor.commands.setContent('');
  expect(pasted('<p><b>Dear {{ClientFirstName}}, you</b></p>')).toBe(
    '<p><strong>Dear {{ClientFirstName}}, you</strong></p>',
  );
});

it('pasted from a message that offers others stays what it is, so that it is refused by name', () => {
  expect(pasted('<p>Dear <span data-placeholder="FirstName">First name</span>, hello</p>')).toBe(
    '<p>Dear {{FirstName}}, hello</p>',
  );
});

it('pasted from a message that offers the same is one unit', () => {
  pasted('<p>Dear <span data-placeholder="ClientFirstName">Voornaam</span>, hello</p>');
  expect(nodes()).toEqual(['text', 'placeholder', 'text']);
});
