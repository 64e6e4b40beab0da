import { ActionIcon, Button, Group, Popover, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** What the API lets a link be. The personal link is none: its placeholder brings its own. */
export function isAllowedLink(href: string): boolean {
  return /^(?:https:\/\/[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+)$/i.test(href);
}

/** `example.org` and `ada@example.org` as people write them. */
export function completeLink(written: string): string {
  const link = written.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(link) || link === '') {
    return link.replace(/^http:/i, 'https:');
  }
  return /^[^\s@/]+@[^\s@/]+$/.test(link) ? `mailto:${link}` : `https://${link}`;
}

// Escape closes this, and not the dialog around it too.
const keepsEscape = { 'data-mantine-stop-propagation': 'true' };

export function LinkControl({ editor }: { editor: Editor }) {
  const { t } = useTranslation('messages');
  const [opened, setOpened] = useState(false);
  const active = useEditorState({ editor, selector: ({ editor: current }) => current.isActive('link') });

  function close() {
    setOpened(false);
    editor.commands.focus();
  }

  return (
    <Popover opened={opened} onChange={setOpened} onDismiss={close} trapFocus width={300} shadow="sm">
      <Popover.Target>
        <Tooltip label={t('link')} disabled={opened}>
          <ActionIcon
            variant={active ? 'light' : 'subtle'}
            color={active ? undefined : 'gray'}
            size={32}
            aria-label={t('link')}
            aria-pressed={active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setOpened(true)}
          >
            <IconLink size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('link')}>
        <LinkForm editor={editor} active={active} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface LinkFormProps {
  editor: Editor;
  /** What is selected is a link already. */
  active: boolean;
  onDone: () => void;
}

function LinkForm({ editor, active, onDone }: LinkFormProps) {
  const { t } = useTranslation('messages');
  const [written, setWritten] = useState(() => String(editor.getAttributes('link').href ?? ''));
  const [refused, setRefused] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog around us is a form of its own.
    event.stopPropagation();
    const href = completeLink(written);
    if (!isAllowedLink(href)) {
      setRefused(true);
      return;
    }
    setLink(editor, href);
    onDone();
  }

  function remove() {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onDone();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <TextInput
          label={t('linkAddress')}
          placeholder="https://"
          value={written}
          error={refused && t('linkRefused')}
          onChange={(event) => {
            setWritten(event.currentTarget.value);
            setRefused(false);
          }}
          data-autofocus
          {...keepsEscape}
        />
        <Group justify="flex-end" gap="xs">
          {active && (
            <Button variant="default" size="xs" onClick={remove} {...keepsEscape}>
              {t('removeLink')}
            </Button>
          )}
          <Button type="submit" size="xs" {...keepsEscape}>
            {t('setLink')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of what is selected or, where nothing is, of the address itself as its text. */
function setLink(editor: Editor, href: string): void {
  const chain = editor.chain().focus();
  if (editor.state.selection.empty && !editor.isActive('link')) {
    const text = href.replace(/^(?:https:\/\/|mailto:)/, '');
    chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
  } else {
    chain.extendMarkRange('link').setLink({ href }).run();
  }
}
