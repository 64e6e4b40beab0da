import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';

export { CsvError } from 'csv-parse';

type CsvCell = string | number | Date | null;

/** What a file begins with, so that a spreadsheet reads the names in it as the UTF-8 that they are. */
export const CSV_BEGINNING = '\uFEFF';

/** A spreadsheet takes a cell that begins so for a formula, and runs it; the apostrophe itself, so that it can be taken off again. */
const DANGEROUS = /^[=+\-@\t\r'＝＋－＠]/;

/** Lines as RFC 4180 has them, in which no cell is a formula. */
export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(harmless)),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}

/**
 * The cells of each line that `csvLines` wrote, of text that comes in pieces.
 * @throws CsvError for what is no CSV
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  const parser = parse({ bom: true, relax_column_count: true, cast: (cell) => cell.replace(/^'/, '') });
  // What breaks the text off breaks the parser off, which then says so itself.
  pipeline(Readable.from(text), parser, () => {});
  yield* parser as AsyncIterable<string[]>;
}

function harmless(cell: CsvCell): string {
  if (cell === null) return '';
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return DANGEROUS.test(text) ? `'${text}` : text;
}
