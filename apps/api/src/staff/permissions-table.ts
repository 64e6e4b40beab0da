import { BUILT_IN_ROLES, PERMISSION_TEXTS, PERMISSIONS, permissionsOf } from './permissions.js';

const BEGIN = '<!-- permissions: written by "pnpm --filter @anteroom/api schema" -->';
const END = '<!-- permissions: end -->';

/** Which role lets people do what, as docs/permissions.md shows it. */
function permissionsTable(): string {
  const roles = Object.entries(BUILT_IN_ROLES).map(([id, { name }]) => ({ name, held: permissionsOf([id]) }));
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['permission', 'lets one', ...roles.map(({ name }) => name.toLowerCase())]),
    row(['---', '---', ...roles.map(() => ':-:')]),
    ...PERMISSIONS.map((permission) =>
      row([
        `\`${permission}\``,
        PERMISSION_TEXTS[permission],
        ...roles.map(({ held }) => (held.has(permission) ? '✓' : '')),
      ]),
    ),
  ].join('\n');
}

/** A text with the table in its place, between two comments. */
export function withPermissionsTable(text: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('the text has no place for the table of permissions');
  return `${text.slice(0, begin + BEGIN.length)}\n\n${permissionsTable()}\n\n${text.slice(end)}`;
}
