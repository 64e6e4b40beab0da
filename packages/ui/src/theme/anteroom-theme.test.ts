import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import { expect, it } from 'vitest';
import { contrast } from './accent';
import { anteroomTheme, anteroomVariables } from './anteroom-theme';

const theme = mergeMantineTheme(DEFAULT_THEME, anteroomTheme());

it.each(['red', 'green', 'yellow'])('writes what is outlined in %s so that it can be read', (color) => {
  const { light, dark } = anteroomVariables(theme) as Record<'light' | 'dark', Record<string, string>>;
  const { color: text, border } = theme.variantColorResolver({ color, variant: 'outline', theme });
  const name = /^var\((--anteroom-[a-z]+)\)$/.exec(text)?.[1] ?? '';
  expect(border).toBe(`1px solid ${text}`);
  expect(contrast(light[name] ?? '#ffffff', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark[name] ?? '#17181c', '#17181c')).toBeGreaterThanOrEqual(4.5);
});
