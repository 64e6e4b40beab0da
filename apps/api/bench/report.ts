import type { DataSource } from 'typeorm';

/** What came of each combination of search, filter, order and page, in milliseconds. */
export interface Measured {
  name: string;
  search: string;
  median: number;
  /** Of all runs: what it takes when nobody else uses the machine. */
  quickest: number;
  worst: number;
  /** What FLOOR_ROWS rows of an index took just before, in the middle of the rounds. */
  floor: number;
}

/** As many rows of an index are read beside each measurement: that shows how fast the machine is just then. */
const FLOOR_ROWS = 10_000;

export async function measureFloor(dataSource: DataSource): Promise<number> {
  const begin = performance.now();
  await dataSource.query(
    `SELECT COUNT(*) FROM (SELECT 1 FROM clients FORCE INDEX (ix_clients_name) LIMIT ${FLOOR_ROWS}) read_rows`,
  );
  return performance.now() - begin;
}

/** A page of a list takes less, in milliseconds. */
const TARGET = 20;

export function report(measured: Measured[]): void {
  line('everything', measured);
  const floors = measured.map(({ floor }) => floor).sort((a, b) => a - b);
  const at = (part: number) => (floors[Math.floor((floors.length - 1) * part)] ?? 0).toFixed(1);
  console.log(
    `reading ${FLOOR_ROWS} rows of an index meanwhile: median ${at(0.5)} ms, a tenth below ${at(0.1)}, a tenth above ${at(0.9)}`,
  );
  console.log('\nthe slowest combinations:');
  for (const { name, median, quickest, worst, floor } of [...measured]
    .sort((a, b) => b.median - a.median)
    .slice(0, 15))
    console.log(
      `${median.toFixed(1).padStart(8)} ms (at best ${quickest.toFixed(1)}, at worst ${worst.toFixed(1)}; ${(median / floor).toFixed(1)} × those rows)  ${name}`,
    );
}

export function line(label: string, of: Measured[]): void {
  const medians = of.map(({ median }) => median);
  console.log(
    `${label.padEnd(22)} median ${middleOf(medians).toFixed(1).padStart(7)} ms   worst ${Math.max(...medians)
      .toFixed(1)
      .padStart(
        8,
      )} ms   under ${TARGET} ms: ${within(medians)} of medians, ${within(of.map(({ quickest }) => quickest))} of quickest runs`,
  );
}

function within(times: number[]): string {
  return `${((times.filter((time) => time < TARGET).length / times.length) * 100).toFixed(1)} %`;
}

export function middleOf(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
