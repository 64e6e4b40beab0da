import type { AuditSeal } from './audit-seal.entity.js';
import type { StoredEntry } from './chain.js';

/** The columns of an export: what people read first, then what the chain is verified by. */
export const EXPORT_COLUMNS = [
  'seq',
  'at',
  'action',
  'actorKind',
  'actorName',
  'onBehalfOf',
  'subjectType',
  'subjectName',
  'reason',
  'details',
  'address',
  'id',
  'organizationId',
  'actorUserId',
  'actorStaffId',
  'subjectId',
  'sealedAt',
  'previousHash',
  'hash',
  'keyId',
  'signature',
] as const;

export type ExportedEntry = StoredEntry & {
  actorName: string | null;
  subjectName: string | null;
} & (
    | Omit<AuditSeal, 'organizationId' | 'entryId'>
    | { [key in keyof Omit<AuditSeal, 'organizationId' | 'entryId'>]: null }
  );

export function csvHeader(): string {
  return `${EXPORT_COLUMNS.join(',')}\r\n`;
}

export function csvLine(entry: ExportedEntry): string {
  return `${EXPORT_COLUMNS.map((column) => csvCell(entry[column])).join(',')}\r\n`;
}

export function jsonLine(entry: ExportedEntry): string {
  return `${JSON.stringify(Object.fromEntries(EXPORT_COLUMNS.map((column) => [column, entry[column]])))}\n`;
}

/** A spreadsheet takes a cell that begins so for a formula, and runs it; the apostrophe itself, so that it can be taken off again. */
const DANGEROUS = /^[=+\-@\t\r']/;

function csvCell(value: string | number | Date | null): string {
  if (value === null) return '';
  const text = value instanceof Date ? value.toISOString() : String(value);
  const harmless = DANGEROUS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The cells of each line, of text that comes in pieces. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let afterQuote = false;
  const endCell = () => {
    cells.push(cell.startsWith("'") ? cell.slice(1) : cell);
    cell = '';
    afterQuote = false;
  };
  for await (const piece of text)
    for (const sign of piece) {
      if (quoted) {
        if (sign === '"') {
          quoted = false;
          afterQuote = true;
        } else cell += sign;
      } else if (sign === '"') {
        // A second one right after the first stands for itself.
        if (afterQuote) cell += '"';
        quoted = true;
        afterQuote = false;
      } else if (sign === ',') endCell();
      else if (sign === '\n') {
        endCell();
        yield cells;
        cells = [];
      } else if (sign !== '\r') cell += sign;
    }
  if (cell !== '' || cells.length > 0) {
    endCell();
    yield cells;
  }
}
