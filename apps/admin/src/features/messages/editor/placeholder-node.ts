import { mergeAttributes, Node } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { readablePaste } from './pasted-html';
import type { OfferedPlaceholder } from './use-placeholders';

interface PlaceholderOptions {
  names: readonly string[];
  label: (name: string) => string;
  /** What a screen reader says of it: that it is no word of the text. */
  spoken: (label: string) => string;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    placeholder: { insertPlaceholder: (name: string) => ReturnType };
  }
}

/** A placeholder in the text: one unit, removed or moved as a whole, and recognised when typed or pasted in braces. */
const PlaceholderNode = Node.create<PlaceholderOptions>({
  name: 'placeholder',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,

  addOptions() {
    return { names: [], label: (name) => name, spoken: (label) => label };
  },

  addAttributes() {
    return {
      name: {
        default: '',
        parseHTML: (element) => element.getAttribute('data-placeholder') ?? '',
        renderHTML: (attributes) => ({ 'data-placeholder': attributes.name }),
      },
    };
  },

  parseHTML() {
    return [
      {
        tag: 'span[data-placeholder]',
        // False leaves a foreign one as plain text.
        getAttrs: (element) =>
          this.options.names.includes(element.getAttribute('data-placeholder') ?? '') ? null : false,
      },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    const label = this.options.label(String(node.attrs.name));
    const spoken = { role: 'img', 'aria-label': this.options.spoken(label) };
    return ['span', mergeAttributes(HTMLAttributes, spoken), label];
  },

  renderText({ node }) {
    return `{{${String(node.attrs.name)}}}`;
  },

  addCommands() {
    return {
      insertPlaceholder:
        (name) =>
        ({ tr, dispatch }) => {
          // As bold as the text that it is put into.
          dispatch?.(tr.replaceSelectionWith(this.type.create({ name })).scrollIntoView());
          return true;
        },
    };
  },

  addProseMirrorPlugins() {
    const { names } = this.options;
    return [
      new Plugin({
        props: { transformPastedHTML: (html) => readablePaste(html, names) },
        // However it came to stand there: typed, pasted, dropped, or joined by what was deleted in between.
        appendTransaction: (transactions, _before, { doc, tr }) => {
          if (!transactions.some(({ docChanged }) => docChanged)) return null;
          doc.descendants(({ text = '', marks }, position) => {
            for (const match of text.matchAll(token(names))) {
              const from = tr.mapping.map(position + match.index);
              const name = match[0].replace(/[{}\s]/g, '');
              // As bold as the text around it.
              tr.replaceWith(from, from + match[0].length, this.type.create({ name }, null, marks));
            }
          });
          return tr.docChanged ? tr : null;
        },
      }),
    ];
  },
});

export function placeholderNode(
  offered: readonly OfferedPlaceholder[],
  spoken: PlaceholderOptions['spoken'] = (label) => label,
) {
  const labels = new Map(offered.map(({ name, label }) => [name, label]));
  return PlaceholderNode.configure({
    names: [...labels.keys()],
    label: (name) => labels.get(name) ?? name,
    spoken,
  });
}

function token(names: readonly string[]): RegExp {
  return new RegExp(`\\{\\{\\s*(?:${names.join('|') || '(?!)'})\\s*\\}\\}`, 'g');
}
