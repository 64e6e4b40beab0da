import { AnteroomProvider, languages, readableOn, rememberLanguage } from '@anteroom/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { initials } from './initials';
import { type OrganizationFace, OrganizationFaceContext } from './organization-face';

/** One column in the organization's name and colours. */
export function PortalFrame() {
  const { t } = useTranslation('frame');
  const [face, show] = useState<OrganizationFace | null>(null);
  const shown = useMemo(() => ({ face, show }), [face]);
  return (
    <OrganizationFaceContext value={shown}>
      <AnteroomProvider {...(face && { accentColor: face.accentColor })}>
        <div className="portal">
          <header className="portal-column portal-header">
            {face ? (
              <>
                <OrganizationMark face={face} />
                <span>{face.name}</span>
              </>
            ) : (
              <span>{t('name')}</span>
            )}
          </header>
          <main className="portal-column portal-sheet">
            <Outlet />
          </main>
          <footer className="portal-column portal-footer">
            <LanguageSwitch />
          </footer>
        </div>
      </AnteroomProvider>
    </OrganizationFaceContext>
  );
}

/** Its logo, or what stands in for one. The name stands beside it. */
function OrganizationMark({ face: { name, accentColor, logoUrl } }: { face: OrganizationFace }) {
  if (logoUrl) return <img className="portal-logo" src={logoUrl} alt="" />;
  return (
    <span
      className="portal-mark"
      aria-hidden
      style={{ background: accentColor, color: readableOn(accentColor) }}
    >
      {initials(name)}
    </span>
  );
}

/** Each language by the name its own speakers give it. */
function nameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation('frame');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; these are buttons
    <div role="group" aria-label={t('language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className="portal-language"
          aria-pressed={i18n.resolvedLanguage === language}
          onClick={() => {
            rememberLanguage(language);
            void i18n.changeLanguage(language);
          }}
        >
          {nameOf(language)}
        </button>
      ))}
    </div>
  );
}
