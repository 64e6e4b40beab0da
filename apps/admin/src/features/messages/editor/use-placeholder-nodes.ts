import type { Extensions } from '@tiptap/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { placeholderNode } from './placeholder-node';
import type { OfferedPlaceholder } from './use-placeholders';

export interface MessageEditorProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  placeholders: readonly OfferedPlaceholder[];
  error?: string | undefined;
}

/** What an editor knows, and placeholders as pieces that stay whole; with their names, by which a text is read. */
export function usePlaceholderNodes(base: Extensions, placeholders: readonly OfferedPlaceholder[]) {
  const { t } = useTranslation('messages');
  const names = useMemo(() => new Set(placeholders.map(({ name }) => name)), [placeholders]);
  const extensions: Extensions = useMemo(
    () => [...base, placeholderNode(placeholders, (label) => t('placeholder', { label }))],
    [base, placeholders, t],
  );
  return { names, extensions };
}
