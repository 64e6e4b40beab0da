import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith } from '../../../test/render';
import type { SaidFirstFragment } from '../../gql/graphql';
import { Finding } from './finding';

const found = (code: string) =>
  ({ code, text: '', help: '', at: '2026-11-27T08:00:00.000Z' }) as SaidFirstFragment;

describe('what support is told first', () => {
  it('asks about a domain that looks like a typing error, for the mail may lie with a stranger', async () => {
    await renderWith(<Finding finding={found('NOT_OPENED')} email="jan@gmial.com" />);
    expect(screen.getByText('Perhaps a typing error: is it jan@gmail.com?')).toBeTruthy();
  });

  it('asks so in Dutch as well', async () => {
    await renderWith(<Finding finding={found('BOUNCED')} email="jan@gmial.com" />, 'nl');
    expect(screen.getByText('Misschien een tikfout: is het jan@gmail.com?')).toBeTruthy();
  });

  it('leaves in peace an address that is well known, and whoever got in with theirs', async () => {
    await renderWith(<Finding finding={found('NOT_OPENED')} email="jan@gmail.com" />);
    await renderWith(<Finding finding={found('ACCEPTED')} email="jan@gmial.com" />);
    expect(screen.queryByText(/typing error/)).toBeNull();
  });
});
