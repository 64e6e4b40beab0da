import { expect, it } from 'vitest';
import { renderWith } from '../../test/render';
import { AddressText } from './address-text';

it.each([
  ['ada@example.org', 'ada<wbr>@example.org'],
  ['"a@b"@example.org', '"a@b"<wbr>@example.org'],
  ['Ada de Vries', 'Ada de Vries'],
])('breaks %s nowhere but before its domain', async (address, html) => {
  const { container } = await renderWith(
    <p>
      <AddressText address={address} />
    </p>,
  );
  expect(container.querySelector('p')?.innerHTML).toBe(html);
  expect(container.querySelector('p')?.textContent).toBe(address);
});
