import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSingleKey } from '../single-keys';

interface SearchFieldProps {
  label: string;
  value: string;
  onSearch: (value: string) => void;
}

const waitMs = 250;

/** A field whose letters show at once and whose search waits for a pause. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation('page');
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const search = useDebouncedCallback((wish: string) => {
    sent.current = wish.trim();
    onSearch(sent.current);
  }, waitMs);
  useSingleKey('/', () => input.current?.focus());

  // Back and forward, or a link, change the search from outside.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  const change = (next: string) => {
    setTyped(next);
    search(next);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => change('')} />
      }
      styles={{ input: { textOverflow: 'ellipsis' } }}
      flex="1 1 200px"
      maw={{ base: '100%', sm: 360 }}
    />
  );
}
