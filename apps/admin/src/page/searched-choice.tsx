import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

/** Somebody chosen, with the name they were found by: it stays when the next search does not find them. */
export interface Choice {
  id: string;
  label: string;
}

/** What is typed into a searched choice, and what of it to ask the API for. */
export function useChoiceSearch() {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  return { typed, setTyped, asked: asked || null };
}

/** What whoever uses a choice of some kind decides about it. */
export interface ChoiceProps extends Pick<MultiSelectProps, 'id' | 'label' | 'description' | 'error'> {
  value: readonly Choice[];
  onChange: (chosen: Choice[]) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

interface SearchedChoiceProps extends ChoiceProps {
  search: ReturnType<typeof useChoiceSearch>;
  /** What the search found. */
  found: readonly Choice[];
  nothingFound: string;
  placeholder: string;
  maxValues: number;
}

/** Several of what the API searches. */
export function SearchedChoice(props: SearchedChoiceProps) {
  const { value, onChange, search, found, nothingFound, placeholder, autoFocus, ...others } = props;
  // As it was called when it was chosen, unless the search knows it by a newer name.
  const known = new Map([...value, ...found].map((choice) => [choice.id, choice]));
  return (
    <MultiSelect
      {...others}
      placeholder={value.length === 0 ? placeholder : ''}
      data={[...known.values()].map(({ id, label }) => ({ value: id, label }))}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(ids.flatMap((id) => known.get(id) ?? []))}
      searchable
      searchValue={search.typed}
      onSearchChange={search.setTyped}
      // The API has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={nothingFound}
      hidePickedOptions
      {...(autoFocus && { 'data-autofocus': true })}
      maxDropdownHeight={240}
    />
  );
}
