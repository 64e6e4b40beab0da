/** The chip that an arrow key leads to from a chip or from the input behind them; null where there is none. */
export function nextChip(field: HTMLElement | null, from: HTMLElement, key: string): HTMLElement | null {
  const chips = [...(field?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
  const at = chips.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
    case 'Backspace':
      return chips.at(at === -1 ? -1 : Math.max(at - 1, 0)) ?? null;
    case 'ArrowRight':
      return chips[at + 1] ?? null;
    case 'Home':
      return chips[0] ?? null;
    case 'ArrowUp':
    case 'ArrowDown':
      return at === -1 ? null : nearestInNextRow(chips, from, key === 'ArrowUp' ? -1 : 1);
    default:
      return null;
  }
}

function nearestInNextRow(chips: HTMLElement[], from: HTMLElement, direction: 1 | -1): HTMLElement | null {
  const here = from.getBoundingClientRect();
  let best: HTMLElement | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const chip of chips) {
    const there = chip.getBoundingClientRect();
    const rows = (there.top - here.top) * direction;
    if (rows < here.height / 2) continue;
    // Rows count far more than columns.
    const distance = rows * 1000 + Math.abs(there.left - here.left);
    if (distance < bestDistance) {
      best = chip;
      bestDistance = distance;
    }
  }
  return best;
}
