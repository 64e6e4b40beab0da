import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Mantine asks for these at once; happy-dom knows neither screen sizes nor layout.
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => {},
  removeListener: () => {},
  addEventListener: () => {},
  removeEventListener: () => {},
  dispatchEvent: () => false,
})) as typeof window.matchMedia;

afterEach(cleanup);
