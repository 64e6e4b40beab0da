import { Button, Menu, Text } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import type { Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import type { OfferedPlaceholder } from './use-placeholders';

interface InsertPlaceholderProps {
  editor: Editor;
  placeholders: readonly OfferedPlaceholder[];
  /** The field's label, for the button's accessible name. */
  into: string;
}

export function InsertPlaceholder({ editor, placeholders, into }: InsertPlaceholderProps) {
  const { t } = useTranslation('messages');
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconBraces size={16} aria-hidden />}
          aria-label={t('insertInto', { field: into })}
        >
          {t('insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {placeholders.map(({ name, label, example }) => (
          <Menu.Item
            key={name}
            onClick={() => editor.chain().focus().insertPlaceholder(name).run()}
            rightSection={
              <Text size="xs" c="dimmed" maw={180} ta="end">
                {example}
              </Text>
            }
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
