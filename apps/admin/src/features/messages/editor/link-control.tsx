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
  const [written, setWritten] = useState('');
  const [refused, setRefused] = useState(false);
  const active = useEditorState({ editor, selector: ({ editor: current }) => current.isActive('link') });

  function open() {
    setWritten(String(editor.getAttributes('link').href ?? ''));
    setRefused(false);
    setOpened(true);
  }

  function close() {
    setOpened(false);
    editor.commands.focus();
  }

  function apply(href: string) {
    if (!isAllowedLink(href)) {
      setRefused(true);
      return;
    }
    const chain = editor.chain().focus();
    const nothingToLink = editor.state.selection.empty && !active;
    if (nothingToLink) {
      const text = href.replace(/^(?:https:\/\/|mailto:)/, '');
      chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else {
      chain.extendMarkRange('link').setLink({ href }).run();
    }
    setOpened(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog around us is a form of its own.
    event.stopPropagation();
    apply(completeLink(written));
  }

  function remove() {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    setOpened(false);
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
            onClick={open}
          >
            <IconLink size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('link')}>
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
      </Popover.Dropdown>
    </Popover>
  );
}
