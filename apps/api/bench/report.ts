/** What came of each combination of search, filter, order and page, in milliseconds. */
export interface Measured {
  name: string;
  search: string;
  median: number;
  worst: number;
}

/** A page of a list takes less, in milliseconds. */
const TARGET = 20;

export function report(measured: Measured[]): void {
  line('everything', measured);
  console.log('\nthe slowest combinations:');
  for (const { name, median, worst } of [...measured].sort((a, b) => b.median - a.median).slice(0, 15))
    console.log(`${median.toFixed(1).padStart(8)} ms (at worst ${worst.toFixed(1)})  ${name}`);
}

export function line(label: string, of: Measured[]): void {
  const medians = of.map(({ median }) => median);
  const within = medians.filter((median) => median < TARGET).length / medians.length;
  console.log(
    `${label.padEnd(22)} median ${middleOf(medians).toFixed(1).padStart(7)} ms   worst ${Math.max(...medians)
      .toFixed(1)
      .padStart(8)} ms   under ${TARGET} ms: ${(within * 100).toFixed(1)} %`,
  );
}

export function middleOf(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
