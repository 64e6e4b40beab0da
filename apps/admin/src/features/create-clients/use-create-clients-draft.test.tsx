import { Notifications } from '@mantine/notifications';
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import { useDraftNotices } from '../drafts/draft-notices';
import { type Organization, OrganizationContext, type Viewer, ViewerContext } from '../organizations/viewer';
import { useCreateClientsDraft } from './use-create-clients-draft';

function Work() {
  const draft = useCreateClientsDraft();
  const notices = useDraftNotices();
  const paste = (input: string) => draft.dispatch({ type: 'pasted', input });
  return (
    <>
      <button type="button" onClick={() => paste('ada@example.org ')}>
        paste
      </button>
      <button type="button" onClick={() => notices.cleared('Empty again.', draft.clear())}>
        start over
      </button>
      <output>{draft.list.chips.map(({ text }) => text).join(' ')}</output>
    </>
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const list = () => screen.getByRole('status', { name: '' }).textContent;

it('brings back a list that was let go, but never in the place of a new one', async () => {
  await renderWith(
    <ViewerContext value={{ id: 'v' } as Viewer}>
      <OrganizationContext value={{ id: 'o' } as Organization}>
        <Notifications transitionDuration={0} />
        <Work />
      </OrganizationContext>
    </ViewerContext>,
  );
  press('paste');
  press('start over');
  await screen.findByText('Empty again.');
  press('Undo');
  expect(list()).toBe('ada@example.org');

  press('start over');
  await screen.findByText('Empty again.');
  press('paste');
  await expect.poll(() => screen.queryByText('Empty again.')).toBeNull();
  expect(list()).toBe('ada@example.org');
});
