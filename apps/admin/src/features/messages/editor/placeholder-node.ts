import { InputRule, mergeAttributes, Node, PasteRule } from '@tiptap/core';
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

  // Not the rules that the editor brings along: a placeholder of theirs is never bold, nor what is typed after it.
  addInputRules() {
    return [
      new InputRule({
        find: token(this.options.names, '$'),
        handler: ({ state, range, match }) => {
          const marks = state.storedMarks ?? state.doc.resolve(range.to).marks();
          state.tr.replaceWith(range.from, range.to, this.type.create(nameOf(match), null, marks));
        },
      }),
    ];
  },

  addPasteRules() {
    return [
      new PasteRule({
        find: token(this.options.names, '', 'g'),
        handler: ({ state, range, match }) => {
          const marks = state.doc.resolve(range.from + 1).marks();
          state.tr.replaceWith(range.from, range.to, this.type.create(nameOf(match), null, marks));
        },
      }),
    ];
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({ props: { transformPastedHTML: (html) => readablePaste(html, this.options.names) } }),
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

function token(names: readonly string[], end: string, flags = ''): RegExp {
  // No capturing group: the rules would keep what stands around it.
  return new RegExp(`\\{\\{\\s*(?:${names.join('|') || '(?!)'})\\s*\\}\\}${end}`, flags);
}

function nameOf(match: RegExpMatchArray): { name: string } {
  return { name: match[0].replace(/[{}\s]/g, '') };
}
