import { useMediaQuery } from '@mantine/hooks';

/** A screen so narrow that a list keeps one column and says the rest below the name. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
}
