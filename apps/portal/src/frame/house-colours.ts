import { luminance } from '@mantine/core';

/** Black or white, whichever is easier to read on a colour; of the two one always reaches 4.5:1. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const light = luminance(colour) + 0.05;
  return light / 0.05 >= 1.05 / light ? '#000000' : '#ffffff';
}

/** "De Linde, praktijk voor slaap" → "DL": what stands in for a logo. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase() ?? '')
    .join('');
}
