import { Input } from '@mantine/core';
import { type Editor, EditorContent } from '@tiptap/react';
import type { ReactNode } from 'react';
import classes from './editor-field.module.css';

interface EditorFieldProps {
  id: string;
  label: string;
  error?: string | undefined;
  editor: Editor;
  multiline?: boolean;
  /** What stands at the right of the label. */
  aside?: ReactNode;
  toolbar?: ReactNode;
}

/** Of the element that says what is wrong with a field. */
export const errorId = (fieldId: string) => `${fieldId}-error`;

/** What the editable element tells a screen reader. */
export function fieldAttributes(
  id: string,
  error: string | undefined,
  multiline = false,
): Record<string, string> {
  return {
    id,
    role: 'textbox',
    'aria-multiline': String(multiline),
    'aria-labelledby': `${id}-label`,
    'aria-required': 'true',
    ...(error && { 'aria-invalid': 'true', 'aria-describedby': errorId(id) }),
  };
}

/** An editor that looks, reads and reports its errors like any other field of a form. */
export function EditorField({ id, label, error, editor, multiline, aside, toolbar }: EditorFieldProps) {
  return (
    <div>
      <div className={classes.label}>
        <Input.Label id={`${id}-label`} labelElement="div" onClick={() => editor.commands.focus('end')}>
          {label}
        </Input.Label>
        {aside}
      </div>
      <div className={classes.frame} data-invalid={error ? true : undefined}>
        {toolbar}
        <EditorContent editor={editor} className={classes.content} data-multiline={multiline || undefined} />
      </div>
      {error && (
        <Input.Error id={errorId(id)} mt={6} role="alert" className={classes.error ?? ''}>
          {error}
        </Input.Error>
      )}
    </div>
  );
}
