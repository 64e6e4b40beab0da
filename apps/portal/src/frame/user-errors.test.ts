import { expect, it } from 'vitest';
import { errorsAt } from './user-errors';

const fields = ['firstName', 'lastName', 'password'] as const;

it('puts errors at their fields in the order in which the form asks', () => {
  const errors = [
    { code: 'TOO_SHORT', path: ['password'] },
    { code: 'REQUIRED', path: ['input', 'firstName'] },
  ];
  expect(errorsAt(errors, fields)).toEqual([
    { field: 'firstName', code: 'REQUIRED' },
    { field: 'password', code: 'TOO_SHORT' },
  ]);
});

it('leaves what belongs to no field to the page', () => {
  expect(
    errorsAt(
      [
        { code: 'LINK_EXPIRED', path: ['token'] },
        { code: 'OTHER', path: [] },
      ],
      fields,
    ),
  ).toEqual([]);
});
