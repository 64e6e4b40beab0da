import { expect, it } from 'vitest';
import { DELIVERY_REASONS } from '../../../../api/src/email/delivery-reasons';
import { mailingsEn } from './mailings.en';
import { mailingsNl } from './mailings.nl';

it('has words in both languages for every reason the API gives, and for no other', () => {
  const codes = Object.keys(DELIVERY_REASONS).sort();
  expect(Object.keys(mailingsEn.reasons).sort()).toEqual(codes);
  expect(Object.keys(mailingsNl.reasons).sort()).toEqual(codes);
});
