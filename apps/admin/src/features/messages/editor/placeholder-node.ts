import { mergeAttributes, Node, nodeInputRule, nodePasteRule } from '@tiptap/core';
import type { OfferedPlaceholder } from './use-placeholders';

interface PlaceholderOptions {
  names: readonly string[];
  label: (name: string) => string;
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
    return { names: [], label: (name) => name };
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
    return ['span', mergeAttributes(HTMLAttributes), this.options.label(String(node.attrs.name))];
  },

  renderText({ node }) {
    return `{{${String(node.attrs.name)}}}`;
  },

  addCommands() {
    return {
      insertPlaceholder:
        (name) =>
        ({ commands }) =>
          commands.insertContent({ type: this.name, attrs: { name } }),
    };
  },

  addInputRules() {
    return [nodeInputRule({ find: token(this.options.names, '$'), type: this.type, getAttributes: nameOf })];
  },

  addPasteRules() {
    return [
      nodePasteRule({ find: token(this.options.names, '', 'g'), type: this.type, getAttributes: nameOf }),
    ];
  },
});

export function placeholderNode(offered: readonly OfferedPlaceholder[]) {
  const labels = new Map(offered.map(({ name, label }) => [name, label]));
  return PlaceholderNode.configure({ names: [...labels.keys()], label: (name) => labels.get(name) ?? name });
}

function token(names: readonly string[], end: string, flags = ''): RegExp {
  // No capturing group: the rules would keep what stands around it.
  return new RegExp(`\\{\\{\\s*(?:${names.join('|') || '(?!)'})\\s*\\}\\}${end}`, flags);
}

function nameOf(match: RegExpMatchArray): { name: string } {
  return { name: match[0].replace(/[{}\s]/g, '') };
}
