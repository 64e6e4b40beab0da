import { describe, expect, it } from 'vitest';
import { accentShade, accentShades, contrast, readableOn } from './accent';
import { anteroomAccent } from './anteroom-theme';

const channel = ['00', '33', '80', 'cc', 'ff'];
const everyKind = channel.flatMap((r) => channel.flatMap((g) => channel.map((b) => `#${r}${g}${b}`)));

describe('an organization’s colour', () => {
  it.each([anteroomAccent, ...everyKind])('%s can be read and written on, in light and in dark', (colour) => {
    const shades = accentShades(colour);
    const [light, lightHover] = shades.slice(accentShade.light) as [string, string];
    const [dark, darkHover] = shades.slice(accentShade.dark) as [string, string];
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, '#17181c')).toBeGreaterThanOrEqual(4.5);
    for (const [fill, hover] of [
      [light, lightHover],
      [dark, darkHover],
    ] as const) {
      expect(contrast(fill, readableOn(fill))).toBeGreaterThanOrEqual(4.5);
      expect(readableOn(hover)).toBe(readableOn(fill));
      expect(contrast(hover, readableOn(fill))).toBeGreaterThanOrEqual(contrast(fill, readableOn(fill)));
    }
  });

  it('is left as it was chosen where it can be read', () => {
    expect(accentShades('#2f5bb7')[accentShade.light]).toBe('#2f5bb7');
  });
});
