import { Menu } from '@mantine/core';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderWith } from '../../test/render';
import { ActionItem, type ActionPossibility } from './action-item';

async function open(possibility: ActionPossibility, language: 'en' | 'nl' = 'en') {
  const onAct = vi.fn();
  await renderWith(
    <Menu opened trapFocus={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button">menu</button>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItem icon={null} label="Remind" possibility={possibility} onAct={onAct} />
      </Menu.Dropdown>
    </Menu>,
    language,
  );
  return { item: await screen.findByRole('menuitem'), onAct };
}

const bounced = { allowed: false, code: 'BOUNCED', reason: 'The latest mail came back.' };

describe('an action in a menu', () => {
  it('acts when it is possible', async () => {
    const { item, onAct } = await open({ allowed: true });
    fireEvent.click(item);
    expect(onAct).toHaveBeenCalledOnce();
  });

  it('leaves the focus where the menu was opened: the entry itself goes with the menu', async () => {
    let focused: Element | null = null;
    const { item, onAct } = await open({ allowed: true });
    onAct.mockImplementation(() => {
      focused = document.activeElement;
    });
    item.focus();
    fireEvent.click(item);
    expect(focused).toBe(screen.getByRole('button', { name: 'menu', hidden: true }));
  });

  it('stays, says why not, and does nothing when it is impossible', async () => {
    const { item, onAct } = await open(bounced);
    expect(item.textContent).toContain('The latest mail came back.');
    expect(item.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(item);
    expect(onAct).not.toHaveBeenCalled();
  });

  it('says why not in the language of the reader', async () => {
    const { item } = await open(bounced, 'nl');
    expect(item.textContent).toContain('De laatste mail kwam terug.');
  });

  it('tells the API’s own sentence where it has no translation of the code', async () => {
    const { item } = await open({ allowed: false, code: 'BRAND_NEW', reason: 'A new reason.' }, 'nl');
    expect(item.textContent).toContain('A new reason.');
  });
});
