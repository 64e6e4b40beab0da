import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import { IconBold, IconItalic, IconList, IconListNumbers } from '@tabler/icons-react';
import { type Editor, useEditor, useEditorState } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorField, fieldAttributes } from './editor-field';
import classes from './editor-field.module.css';
import { InsertPlaceholder } from './insert-placeholder';
import { isAllowedLink, LinkControl } from './link-control';
import { bodyToDocument, documentToBody, isEmptyDocument } from './message-content';
import { type MessageEditorProps, usePlaceholderNodes } from './use-placeholder-nodes';

export const bodyExtensions = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    trailingNode: false,
    link: {
      openOnClick: false,
      autolink: false,
      defaultProtocol: 'https',
      HTMLAttributes: { target: null, rel: null },
      isAllowedUri: isAllowedLink,
    },
  }),
];

/** Bold, italic, lists, links and placeholders: what every mail program shows alike. */
export function BodyEditor({ id, label, value, onChange, onBlur, placeholders, error }: MessageEditorProps) {
  const { names, extensions } = usePlaceholderNodes(bodyExtensions, placeholders);
  const editor = useEditor({
    extensions,
    content: bodyToDocument(value, names),
    onUpdate: ({ editor: changed }) => {
      const document = changed.getJSON();
      onChange(isEmptyDocument(document) ? '' : documentToBody(document));
    },
    onBlur: () => onBlur?.(),
    editorProps: {
      attributes: fieldAttributes(id, error, true),
      // Tab leaves the field, in a list too: who works by keyboard must get out of it.
      handleDOMEvents: { keydown: (_view, event) => event.key === 'Tab' },
    },
  });

  return (
    <EditorField
      id={id}
      label={label}
      error={error}
      editor={editor}
      multiline
      aside={<InsertPlaceholder editor={editor} placeholders={placeholders} into={label} />}
      toolbar={<Toolbar editor={editor} />}
    />
  );
}

function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useTranslation('messages');
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
    }),
  });
  return (
    // No toolbar to a screen reader: its buttons are reached by Tab, and not by the arrows.
    <fieldset aria-label={t('formatting')} className={classes.toolbar}>
      <Control
        label={t('bold')}
        active={active.bold}
        onClick={() => editor.chain().focus().toggleBold().run()}
      >
        <IconBold size={18} aria-hidden />
      </Control>
      <Control
        label={t('italic')}
        active={active.italic}
        onClick={() => editor.chain().focus().toggleItalic().run()}
      >
        <IconItalic size={18} aria-hidden />
      </Control>
      <Control
        label={t('bulletList')}
        active={active.bulletList}
        onClick={() => editor.chain().focus().toggleBulletList().run()}
      >
        <IconList size={18} aria-hidden />
      </Control>
      <Control
        label={t('numberedList')}
        active={active.orderedList}
        onClick={() => editor.chain().focus().toggleOrderedList().run()}
      >
        <IconListNumbers size={18} aria-hidden />
      </Control>
      <LinkControl editor={editor} />
    </fieldset>
  );
}

interface ControlProps extends ActionIconProps {
  label: string;
  active: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Control({ label, active, onClick, children }: ControlProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={active ? 'light' : 'subtle'}
        color={active ? undefined : 'gray'}
        size={32}
        aria-label={label}
        aria-pressed={active}
        // The selection in the text stays.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
