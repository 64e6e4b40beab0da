import { expect, it } from 'vitest';
import { FINDINGS, UNINVITED_FINDINGS } from '../../../../api/src/support/findings';
import { supportEn } from './support.en';
import { supportNl } from './support.nl';

it('has words in both languages for everything the API finds, and for nothing else', () => {
  const codes = Object.keys({ ...FINDINGS, ...UNINVITED_FINDINGS }).sort();
  for (const words of [supportEn.finding, supportEn.advice, supportNl.finding, supportNl.advice])
    expect(Object.keys(words).sort()).toEqual(codes);
});
