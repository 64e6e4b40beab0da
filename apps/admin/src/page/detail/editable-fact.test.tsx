import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { renderWith } from '../../../test/render';
import { EditableFact } from './editable-fact';

function Fact({ onSave }: { onSave: (value: string) => Promise<string | undefined> }) {
  const [editing, setEditing] = useState(false);
  return (
    <EditableFact
      label="Client number"
      value="C-0001"
      type="text"
      required
      editing={editing}
      onEdit={() => setEditing(true)}
      onClose={() => setEditing(false)}
      onSave={onSave}
    />
  );
}

async function edit(onSave: (value: string) => Promise<string | undefined>, text: string) {
  await renderWith(<Fact onSave={onSave} />);
  fireEvent.click(screen.getByRole('button', { name: 'Edit client number' }));
  const field = screen.getByLabelText('Client number');
  fireEvent.change(field, { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  return field;
}

describe('a fact edited in place', () => {
  it('saves what was typed, without the spaces around it, and closes', async () => {
    const onSave = vi.fn(async () => undefined);
    await edit(onSave, '  C-0002 ');
    await waitFor(() => expect(screen.queryByLabelText('Client number')).toBeNull());
    expect(onSave).toHaveBeenCalledWith('C-0002');
  });

  it('shows a clash at the field, keeps what was typed and puts the focus there', async () => {
    const field = await edit(async () => 'C-0002 is the number of somebody else.', 'C-0002');
    await screen.findByText('C-0002 is the number of somebody else.');
    expect((field as HTMLInputElement).value).toBe('C-0002');
    expect(document.activeElement).toBe(field);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('tells of a refusal that comes when the field has been left', async () => {
    const answer = Promise.withResolvers<string>();
    await renderWith(<Notifications transitionDuration={0} />);
    const field = await edit(() => answer.promise, 'C-0002');
    fireEvent.keyDown(field, { key: 'Escape' });
    await screen.findByText('C-0001');
    answer.resolve('C-0002 is the number of somebody else.');
    await screen.findByText('Client number: not saved');
    expect(screen.getByText('C-0002 is the number of somebody else.')).toBeTruthy();
  });

  it('does not ask the server for what is missing', async () => {
    const onSave = vi.fn(async () => undefined);
    await edit(onSave, '   ');
    await screen.findByText('Fill this in.');
    expect(onSave).not.toHaveBeenCalled();
  });

  it('leaves everything as it was on Escape', async () => {
    const onSave = vi.fn(async () => undefined);
    await renderWith(<Fact onSave={onSave} />);
    fireEvent.click(screen.getByRole('button', { name: 'Edit client number' }));
    fireEvent.keyDown(screen.getByLabelText('Client number'), { key: 'Escape' });
    expect(await screen.findByText('C-0001')).toBeTruthy();
    expect(onSave).not.toHaveBeenCalled();
  });
});
