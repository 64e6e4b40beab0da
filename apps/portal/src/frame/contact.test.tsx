import { AnteroomProvider, startI18n } from '@anteroom/ui';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '../languages';
import { Contact } from './contact';

beforeAll(() => {
  // Mantine asks for it at once; happy-dom knows no screen.
  window.matchMedia ??= ((media: string) => ({ matches: false, media })) as typeof window.matchMedia;
  startI18n(catalogues);
});
afterEach(cleanup);

function show(supportCode?: string | null) {
  render(
    <AnteroomProvider>
      <Contact {...(supportCode !== undefined && { supportCode })} />
    </AnteroomProvider>,
  );
  return screen.getByRole('region').textContent ?? '';
}

describe('whom to call', () => {
  it('names the code of the invitation, or where it stands', () => {
    expect(show('WBT-2MR')).toContain('Mention the code WBT-2MR');
    cleanup();
    expect(show(null)).toContain('at the foot of the mail stands a code');
  });

  it('speaks of no invitation to somebody who is a client already, or registers', () => {
    expect(show()).not.toContain('code');
  });
});
