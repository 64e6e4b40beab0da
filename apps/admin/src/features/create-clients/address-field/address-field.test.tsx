import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { type Ref, useMemo, useReducer, useRef } from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import { i18n } from '../../../i18n';
import { emptyAddressList, reduceAddressList, summarize } from './address-chips';
import { AddressField, type AddressFieldHandle } from './address-field';
import { type ChipJudgement, chipState } from './chip-state';
import { ListNotes } from './list-notes';

const judgement: ChipJudgement = {
  problemText: ({ code }) => code,
  duplicateText: 'in the list already',
  doubtText: (address) => `did you mean ${address}?`,
  clients: new Map(),
  refused: new Map(),
};

function Field() {
  const [list, dispatch] = useReducer(reduceAddressList, emptyAddressList());
  const summary = useMemo(() => summarize(list.chips), [list.chips]);
  const handle: Ref<AddressFieldHandle> = useRef<AddressFieldHandle>(null);
  const bad = list.chips
    .map((chip) => ({ chip, ...chipState(chip, summary, judgement) }))
    .filter(({ state }) => state === 'bad');
  return (
    <MantineProvider>
      <AddressField
        ref={handle}
        list={list}
        summary={summary}
        judgement={judgement}
        dispatch={dispatch}
        notesId="notes"
        onChipFocus={() => undefined}
      />
      <ListNotes
        id="notes"
        chips={list.chips}
        summary={summary}
        bad={bad}
        clients={[]}
        dispatch={dispatch}
        onNextProblem={() => bad[0] && handle.current?.focusChip(bad[0].chip.id)}
      />
    </MantineProvider>
  );
}

const input = () => screen.getByRole('textbox', { name: 'E-mail addresses' });
const chips = () =>
  within(screen.getByRole('list', { name: 'Addresses so far' }))
    .queryAllByRole('listitem')
    .map((item) => item.textContent);

function paste(text: string) {
  fireEvent.paste(input(), { clipboardData: { getData: () => text } });
}

beforeAll(() => i18n.changeLanguage('en'));

describe('the field of addresses', () => {
  it('shows each as a chip, says of a bad one why, and leads to it', () => {
    render(<Field />);
    paste('ada@example.org\nben@@example.org\nADA@example.org');
    expect(chips()).toEqual([
      'ada@example.org',
      'ben@@example.org, SEVERAL_AT',
      'ada@example.org, in the list already',
    ]);
    expect(screen.getByText('2 / 200')).toBeTruthy();
    expect(input().getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Next problem' }));
    expect(document.activeElement?.textContent).toContain('ben@@example.org');
  });

  it('is worked by keys alone: back into the list, change, remove, undo', () => {
    render(<Field />);
    paste('ada@example.org ben@@example.org');
    input().focus();
    fireEvent.keyDown(input(), { key: 'ArrowLeft' });
    const bad = document.activeElement as HTMLElement;
    expect(bad.textContent).toContain('ben@@example.org');
    fireEvent.click(bad);
    const editor = screen.getByRole('textbox', { name: 'Change ben@@example.org' });
    fireEvent.change(editor, { target: { value: 'ben@example.org' } });
    fireEvent.keyDown(editor, { key: 'Enter' });
    expect(chips()).toEqual(['ada@example.org', 'ben@example.org']);
    expect(document.activeElement?.textContent).toBe('ben@example.org');
    fireEvent.keyDown(document.activeElement as Element, { key: 'Delete' });
    expect(chips()).toEqual(['ada@example.org']);
    expect(document.activeElement?.textContent).toBe('ada@example.org');
    fireEvent.keyDown(document.activeElement as Element, { key: 'z', ctrlKey: true });
    expect(chips()).toEqual(['ada@example.org', 'ben@example.org']);
  });

  it('leaves a chip as it was when its change is given up', () => {
    render(<Field />);
    paste('ada@example.org');
    fireEvent.click(screen.getByRole('button', { name: 'ada@example.org' }));
    const editor = screen.getByRole('textbox', { name: 'Change ada@example.org' });
    fireEvent.change(editor, { target: { value: 'other' } });
    fireEvent.keyDown(editor, { key: 'Escape' });
    expect(chips()).toEqual(['ada@example.org']);
  });

  it('corrects what was probably meant, one or all', () => {
    render(<Field />);
    paste('a@gmial.com b@gmial.com c@gmial.com');
    fireEvent.click(screen.getByRole('button', { name: 'b@gmial.com → b@gmail.com' }));
    expect(chips()[1]).toBe('b@gmail.com');
    fireEvent.click(screen.getByRole('button', { name: 'Correct all 2' }));
    expect(chips()).toEqual(['a@gmail.com', 'b@gmail.com', 'c@gmail.com']);
  });

  it('says by how many a list is too long, and keeps the first two hundred', () => {
    render(<Field />);
    paste(Array.from({ length: 213 }, (_, i) => `c${i}@example.org`).join('\n'));
    expect(screen.getByText(/that is 13 too many/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Keep the first 200' }));
    expect(screen.getByText('200 / 200')).toBeTruthy();
    expect(chips().at(-1)).toBe('c199@example.org');
    // Two hundred chips take their time on a machine with other work.
  }, 20_000);

  it('keeps whoever works by key among the notes when a remedy goes with what it mended', () => {
    render(<Field />);
    paste('a@gmial.com, b@gmial.com, c.example.org, d@example.org, d@example.org');
    const notes = screen.getByRole('list', { name: 'What to look at' });
    const remedies = [
      'a@gmial.com → a@gmail.com',
      'b@gmial.com → b@gmail.com',
      'Remove it',
      'Remove the repetition',
    ];
    for (const name of remedies) {
      const button = within(notes).getByRole('button', { name });
      button.focus();
      fireEvent.click(button);
      expect(document.activeElement).toBe(notes);
    }
    expect(within(notes).queryAllByRole('button')).toEqual([]);
  });
});
