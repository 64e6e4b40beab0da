import { chosenLanguage } from '@anteroom/ui';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { createContext, useContext, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../gql';

const organizationFace = graphql(`
  fragment OrganizationFace on PublicOrganization {
    name
    slug
    language
    timeZone
    accentColor
    logoUrl
    phone
    visitingAddress
  }
`);

/** What of an organization its guests see. */
export type OrganizationFace = ResultOf<typeof organizationFace>;

interface Shown {
  face: OrganizationFace | null;
  show: (face: OrganizationFace | null) => void;
}

export const OrganizationFaceContext = createContext<Shown>({ face: null, show: () => {} });

export function useOrganizationFace(): OrganizationFace | null {
  return useContext(OrganizationFaceContext).face;
}

/** Puts a page in an organization's name, colours and language; null: in nobody's. */
export function useShowOrganization(face: OrganizationFace | null): void {
  const { show } = useContext(OrganizationFaceContext);
  const { i18n } = useTranslation('frame');
  useLayoutEffect(() => show(face), [face, show]);
  const language = face?.language.toLowerCase();
  useLayoutEffect(() => {
    if (language && !chosenLanguage()) void i18n.changeLanguage(language);
  }, [language, i18n]);
}
