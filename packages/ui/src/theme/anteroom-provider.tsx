import { type MantineColorSchemeManager, MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { anteroomTheme, anteroomVariables } from './anteroom-theme';

interface AnteroomProviderProps {
  /** The organization's house colour as #rrggbb; our own when left out. */
  accentColor?: string;
  colorSchemeManager?: MantineColorSchemeManager;
  children: ReactNode;
}

// Mantine's own small buttons are drawn without a word; every one of them gets its name here.
function spokenButtons(t: (key: 'close' | 'clear' | 'showTyped') => string) {
  const close = { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } };
  const clear = { defaultProps: { clearButtonProps: { 'aria-label': t('clear') } } };
  return {
    Notification: close,
    Modal: close,
    Drawer: close,
    Select: clear,
    MultiSelect: clear,
    PasswordInput: {
      defaultProps: {
        visibilityToggleButtonProps: { 'aria-label': t('showTyped') },
        visibilityToggleFocusable: true,
      },
    },
  };
}

export function AnteroomProvider({ accentColor, colorSchemeManager, children }: AnteroomProviderProps) {
  const { t } = useTranslation('ui');
  const theme = useMemo(
    () => mergeThemeOverrides(anteroomTheme(accentColor), { components: spokenButtons(t) }),
    [accentColor, t],
  );
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
