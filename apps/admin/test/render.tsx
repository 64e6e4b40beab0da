import { AnteroomProvider } from '@anteroom/ui';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { i18n } from '../src/i18n';

/** With theme and languages, in English unless told otherwise. */
export async function renderWith(children: ReactNode, language: 'en' | 'nl' = 'en'): Promise<RenderResult> {
  await i18n.changeLanguage(language);
  return render(<AnteroomProvider>{children}</AnteroomProvider>);
}
