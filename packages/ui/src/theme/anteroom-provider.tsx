import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { anteroomTheme, anteroomVariables } from './anteroom-theme';

interface AnteroomProviderProps {
  /** The organization's house colour as #rrggbb; our own when left out. */
  accentColor?: string;
  colorSchemeManager?: MantineColorSchemeManager;
  children: ReactNode;
}

export function AnteroomProvider({ accentColor, colorSchemeManager, children }: AnteroomProviderProps) {
  const theme = useMemo(() => anteroomTheme(accentColor), [accentColor]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={anteroomVariables}
      defaultColorScheme="auto"
      {...(colorSchemeManager && { colorSchemeManager })}
    >
      {children}
    </MantineProvider>
  );
}
