import { type LanguageCode, rememberLanguage } from '@anteroom/ui';
import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { LoadFailed } from '../../page/failure/load-failed';
import { PageSkeleton } from '../../page/layout/page-skeleton';
import { paths } from '../../paths';
import { clearDraftsOfOthers } from '../drafts/drafts';
import { ViewerContext, viewerQuery } from './viewer';

/** So soon does a page that is left open show what its viewer has come to be allowed. */
const rightsEveryMs = 60_000;

/** Everything below needs somebody signed in; whoever is not goes to the sign-in page and comes back here. */
export function RequireViewer() {
  const {
    data: answer,
    previousData,
    error,
    refetch,
  } = useQuery(viewerQuery, {
    pollInterval: rightsEveryMs,
  });
  const data = answer ?? previousData;
  const { i18n } = useTranslation('page');
  const location = useLocation();
  const language = data?.viewer?.language?.toLowerCase() as LanguageCode | undefined;

  const viewerId = data?.viewer?.id;
  useEffect(() => {
    if (viewerId) clearDraftsOfOthers(viewerId);
  }, [viewerId]);
  useEffect(() => {
    if (!language) return;
    rememberLanguage(language);
    void i18n.changeLanguage(language);
  }, [language, i18n]);

  if (error && !data) return <LoadFailed error={error} retry={refetch} fullPage />;
  if (!data) return <PageSkeleton />;
  if (!data.viewer) return <Navigate to={paths.signIn(location.pathname + location.search)} replace />;
  return (
    <ViewerContext value={data.viewer}>
      <Outlet />
    </ViewerContext>
  );
}
