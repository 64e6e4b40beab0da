import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLines, readCsv } from './csv.js';

/** Cut as a stream cuts text: never in the middle of a character. */
async function* inPieces(text: string, length: number) {
  const characters = [...text];
  for (let at = 0; at < characters.length; at += length) yield characters.slice(at, at + length).join('');
}

async function readAll(text: string, length = 3): Promise<string[][]> {
  const lines: string[][] = [];
  for await (const line of readCsv(inPieces(text, length))) lines.push(line);
  return lines;
}

it('gives back every cell that it wrote, however the text is cut', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '+31 6', '-', '@x', "'s", '"', ',', '\r\n', '\n', '\t', '＝1'),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, length) => {
      expect(await readAll(csvLines(rows), length)).toEqual(rows);
    }),
    { numRuns: 300 },
  );
});

it('leaves no cell that a spreadsheet would run', () => {
  const text = csvLines([['=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', '\tx', '＝1', 'Zoë', null, 3]]);
  expect(text).toBe(`"'=HYPERLINK(""http://x"")",'+1,'-1,'@SUM(1),'\tx,'＝1,Zoë,,3\r\n`);
});
