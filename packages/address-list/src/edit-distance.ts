/**
 * Whether two words differ by at most `limit` slips of the finger: a letter too many, one missing, another one,
 * or two neighbours exchanged. Gives the number of slips, or null when there are more.
 */
export function boundedDistance(a: string, b: string, limit: number): number | null {
  if (Math.abs(a.length - b.length) > limit) return null;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(at(last, j) + 1, at(current, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (isExchange(a, b, i, j)) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    // An exchange reaches back two rows, so both must be beyond the limit before giving up.
    if (least > limit && Math.min(...last) > limit) return null;
    beforeLast = last;
    last = current;
  }
  const distance = at(last, b.length);
  return distance <= limit ? distance : null;
}

/** One pair of neighbours exchanged and nothing else. */
export function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i + 1 < a.length && isExchange(a, b, i + 2, i + 2) && a.slice(i + 2) === b.slice(i + 2);
}

function isExchange(a: string, b: string, i: number, j: number): boolean {
  if (i < 2 || j < 2) return false;
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}

function at(row: number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
