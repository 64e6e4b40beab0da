import { expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '../../../../api/src/audit/actions';
import { AUDIT_PROBLEMS } from '../../../../api/src/audit/chain/problems';
import { auditEn } from './audit.en';
import { auditNl } from './audit.nl';

const codesOf = (words: Record<string, object>) =>
  Object.entries(words)
    .flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
    .sort();

it.each([
  ['English', auditEn],
  ['Dutch', auditNl],
])('has words in %s for every action that the API writes down, and for no other', (_, words) => {
  expect(codesOf(words.action)).toEqual([...AUDIT_ACTIONS].sort());
  const nouns = new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0]));
  expect(Object.keys(words.area).sort()).toEqual([...nouns].sort());
});

it.each([
  ['English', auditEn],
  ['Dutch', auditNl],
])('has words in %s for everything that a verification can find', (_, words) => {
  expect(Object.keys(words.problem).sort()).toEqual(Object.keys(AUDIT_PROBLEMS).sort());
});
