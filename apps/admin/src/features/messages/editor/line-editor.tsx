import { Node } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { EditorField, fieldAttributes } from './editor-field';
import { InsertPlaceholder } from './insert-placeholder';
import { documentToLine, lineToDocument } from './message-content';
import { type MessageEditorProps, usePlaceholderNodes } from './use-placeholder-nodes';

const OneLine = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });

const lineExtensions = [
  OneLine,
  StarterKit.configure({
    document: false,
    blockquote: false,
    bold: false,
    bulletList: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    hardBreak: false,
    heading: false,
    horizontalRule: false,
    italic: false,
    link: false,
    listItem: false,
    listKeymap: false,
    orderedList: false,
    strike: false,
    trailingNode: false,
    underline: false,
  }),
];

/** Plain text on one line, with placeholders that stay whole. */
export function LineEditor({ id, label, value, onChange, onBlur, placeholders, error }: MessageEditorProps) {
  const { names, extensions } = usePlaceholderNodes(lineExtensions, placeholders);
  const editor = useEditor({
    extensions,
    content: lineToDocument(value, names),
    onUpdate: ({ editor: changed }) => onChange(documentToLine(changed.getJSON())),
    onBlur: () => onBlur?.(),
    editorProps: {
      attributes: fieldAttributes(id, error),
      handleDOMEvents: {
        // Neither a new line nor a trap for Tab.
        keydown: (_view, event) => {
          if (event.key === 'Enter') event.preventDefault();
          return event.key === 'Enter' || event.key === 'Tab';
        },
      },
      handlePaste: (view, event) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        const pasted = lineToDocument(text.trim(), names).content?.[0]?.content ?? [];
        // A picture or a file has no text, and must not take what is selected with it.
        if (text === '') return true;
        const nodes = pasted.map((node) => view.state.schema.nodeFromJSON(node));
        view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.from(nodes), 0, 0)).scrollIntoView());
        return true;
      },
    },
  });

  return (
    <EditorField
      id={id}
      label={label}
      error={error}
      editor={editor}
      aside={
        <InsertPlaceholder
          editor={editor}
          placeholders={placeholders.filter(({ inLines }) => inLines)}
          into={label}
        />
      }
    />
  );
}
