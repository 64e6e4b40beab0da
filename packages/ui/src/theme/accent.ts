import { luminance, type MantineColorsTuple } from '@mantine/core';

/** Where the accent is taken from its ten shades to be read on the page, or to be written on. */
export const accentShade = { light: 7, dark: 3 } as const;

// The darkest of our light surfaces and the lightest of our dark ones: what is readable on these is
// readable everywhere.
const surface = { light: '#eef1f5', dark: '#1f2838' };
const textContrast = 4.5;

// From a breath of the colour to the colour itself.
const tints = [0.94, 0.86, 0.72, 0.56, 0.4, 0.24, 0.1, 0, 0, 0];

export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever is easier to read on a colour; of the two one always reaches 4.5:1. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  return contrast(colour, '#000000') >= contrast(colour, '#ffffff') ? '#000000' : '#ffffff';
}

/**
 * Ten shades of an organization's colour, whatever it chose. Links and filled buttons take it as it is
 * where that can be read, else the nearest darker or lighter one that can; under the pointer buttons
 * move away from their text, never towards it.
 */
export function accentShades(colour: string): MantineColorsTuple {
  const shades = tints.map((part) => mix(colour, '#ffffff', part));
  const onLight = readableAgainst(colour, surface.light, '#000000');
  const onDark = readableAgainst(colour, surface.dark, '#ffffff');
  shades[accentShade.light] = onLight;
  shades[accentShade.light + 1] = mix(onLight, '#000000', 0.15);
  shades[accentShade.light + 2] = mix(onLight, '#000000', 0.3);
  shades[accentShade.dark] = onDark;
  shades[accentShade.dark + 1] = mix(onDark, '#ffffff', 0.15);
  return shades as unknown as MantineColorsTuple;
}

function readableAgainst(colour: string, background: string, towards: string): string {
  for (let part = 0; part < 1; part += 0.02) {
    const mixed = mix(colour, towards, part);
    if (contrast(mixed, background) >= textContrast) return mixed;
  }
  return towards;
}

function mix(colour: string, other: string, part: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [own, its] = [colour, other].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16)) as [
      number,
      number,
    ];
    return Math.round(own + (its - own) * part)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
