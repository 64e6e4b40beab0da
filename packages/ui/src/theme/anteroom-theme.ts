import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type VariantColorsResolver,
} from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { accentShade, accentShades, readableOn } from './accent';

/** The admin SPA's own accent; portal and mail take the organization's. */
export const anteroomAccent = '#2f5bb7';

const darkBody = '#17181c';

/** Mantine's own are too faint to be read on white, and the shades of a dark accent leave them no colour. */
const outlined: Record<string, string> = {
  red: 'var(--anteroom-red)',
  green: 'var(--anteroom-green)',
  yellow: 'var(--anteroom-amber)',
};

// Mantine picks the text on a filled surface for the light scheme only.
const writtenReadably: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const { theme, variant, color } = input;
  const outline = variant === 'outline' && outlined[color ?? ''];
  if (outline) return { ...resolved, color: outline, border: `1px solid ${outline}` };
  const shades = theme.colors[color ?? theme.primaryColor];
  if (variant !== 'filled' || !shades) return resolved;
  const text = (scheme: 'light' | 'dark') => readableOn(shades[accentShade[scheme]] as string);
  return { ...resolved, color: `light-dark(${text('light')}, ${text('dark')})` };
};

/** While a list is open Enter means the list: when nothing is marked in it yet, the form around it would be sent without. */
function enterIsForTheList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Enter' && event.currentTarget.dataset.expanded !== undefined) event.preventDefault();
}

// A list of choices scrolls by itself: the scroller that Mantine puts around it is one that no key reaches.
const choices = {
  // Opened by a click or a key, not by passing through: an open list lies over what comes next.
  defaultProps: {
    withScrollArea: false,
    openOnFocus: false,
    onKeyDown: enterIsForTheList,
    // In the landmark or dialog that they belong to, and free of any scrolling box around it.
    comboboxProps: { withinPortal: false, floatingStrategy: 'fixed' as const },
  },
  styles: { options: { maxHeight: 280, overflowY: 'auto' as const } },
};

export function anteroomTheme(accentColor: string = anteroomAccent) {
  return createTheme({
    colors: {
      accent: accentShades(accentColor),
      dark: [
        '#e6e7ea',
        '#c5c7cd',
        '#a3a6af',
        '#7e828d',
        '#4a4e58',
        '#363942',
        '#262930',
        '#1d1f25',
        darkBody,
        '#101114',
      ],
    },
    primaryColor: 'accent',
    primaryShade: accentShade,
    variantColorResolver: writtenReadably,
    autoContrast: true,
    luminanceThreshold: 0.18,
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    headings: {
      fontWeight: '620',
      sizes: {
        h1: { fontSize: '1.625rem', lineHeight: '1.25' },
        h2: { fontSize: '1.25rem', lineHeight: '1.3' },
        h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
      },
    },
    defaultRadius: 8,
    spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
    respectReducedMotion: true,
    cursorType: 'pointer',
    components: {
      Paper: { defaultProps: { withBorder: true, shadow: 'none' } },
      Modal: {
        // One that slides in stays moved by nothing at all, which is enough to cut off the open list of a choice.
        defaultProps: {
          overlayProps: { backgroundOpacity: 0.35 },
          transitionProps: { transition: 'fade' as const },
        },
        styles: {
          title: {
            fontSize: '1.0625rem',
            fontWeight: 620,
            lineHeight: 1.35,
            minWidth: 0,
            overflowWrap: 'anywhere' as const,
          },
        },
      },
      Select: choices,
      MultiSelect: choices,
      // What was skipped and why comes line by line.
      Notification: {
        defaultProps: { withBorder: true },
        styles: { description: { whiteSpace: 'pre-line', color: 'var(--mantine-color-text)' } },
      },
      // What does not fit beside each other goes below: cut off it could not be chosen.
      SegmentedControl: {
        styles: { root: { backgroundColor: 'var(--anteroom-track)', flexWrap: 'wrap' as const } },
      },
      // The placeholder that Mantine focuses first is no entry, and a menu may hold nothing else.
      Menu: {
        defaultProps: {
          shadow: 'sm',
          // In the landmark it belongs to, and free of any scrolling box around it.
          withinPortal: false,
          floatingStrategy: 'fixed',
          position: 'bottom-end',
          withInitialFocusPlaceholder: false,
          // One that is taller than the room for it scrolls: nothing else moves what is fixed to the screen.
          middlewares: { flip: true, shift: true, size: { padding: 8 } },
        },
        styles: { dropdown: { overflowY: 'auto' as const } },
      },
      Table: { defaultProps: { borderColor: 'var(--anteroom-hairline)' } },
      Tooltip: {
        defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320 },
      },
      Skeleton: { defaultProps: { radius: 6 } },
    },
  });
}

// Mantine's grey for secondary text and placeholders is too faint to read (3.3:1 on white).
export const anteroomVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6069',
    '--mantine-color-placeholder': '#6b717b',
    '--mantine-color-error': '#c92a2a',
    '--anteroom-hairline': '#e3e5e9',
    '--anteroom-canvas': '#fafbfc',
    '--anteroom-track': '#eef0f3',
    '--anteroom-active-row': '#f0faf3',
    '--anteroom-selected-row': '#eef3fc',
    '--anteroom-green': '#1d7a3a',
    '--anteroom-amber': '#8a5300',
    '--anteroom-red': '#b42318',
    '--anteroom-grey': '#5a6069',
  },
  dark: {
    '--mantine-color-body': darkBody,
    '--mantine-color-dimmed': '#a3a6af',
    '--mantine-color-placeholder': '#8f939e',
    '--mantine-color-error': '#ff8787',
    '--anteroom-hairline': '#2f323a',
    '--anteroom-canvas': '#1b1d22',
    '--anteroom-track': '#26282f',
    '--anteroom-active-row': '#15231a',
    '--anteroom-selected-row': '#1c2536',
    '--anteroom-green': '#6fcf8c',
    '--anteroom-amber': '#f0b45a',
    '--anteroom-red': '#ff8f85',
    '--anteroom-grey': '#a3a6af',
  },
});
