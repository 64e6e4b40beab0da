import { useApolloClient, useQuery } from '@apollo/client/react';
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { authClient } from '../../../auth-client';
import { LoadFailed } from '../../../page/failure/load-failed';
import { CentredPage } from '../../../page/layout/centred-page';
import { PageSkeleton } from '../../../page/layout/page-skeleton';
import { usePageTitle } from '../../../page/layout/use-page-title';
import { paths } from '../../../paths';
import { authFailure } from '../../sign-in/auth-failure';
import { organizationStartPreviewQuery, type StartPreview } from './start.graphql';
import { StartForm } from './start-form';
import { useStartToken } from './start-token';

/** Where the mailed link leads. */
export function ConfirmStartPage() {
  const { t } = useTranslation('organizations');
  const token = useStartToken();
  usePageTitle(t('start.title'));
  if (!token)
    return (
      <CentredPage>
        <DeadLink state="UNKNOWN" />
      </CentredPage>
    );
  return <Confirm token={token} />;
}

function Confirm({ token }: { token: string }) {
  const { t } = useTranslation('organizations');
  const apollo = useApolloClient();
  // Never from the cache, nor into it: the token would stay there as a key.
  const { data, error, refetch } = useQuery(organizationStartPreviewQuery, {
    variables: { token },
    fetchPolicy: 'no-cache',
  });
  const preview = data?.organizationStartPreview;
  if (!preview) return error ? <LoadFailed error={error} retry={refetch} fullPage /> : <PageSkeleton />;

  const signOut = async () => {
    // Whether it was done shows in what the link is good for then.
    await authFailure(authClient.signOut());
    await apollo.clearStore();
    await refetch();
  };
  const step = (): ReactNode => {
    if (preview.state !== 'OPEN') return <DeadLink state={preview.state} />;
    if (preview.signedInAsOther)
      return (
        <Stack gap="sm" align="flex-start">
          <Title order={1}>{t('start.otherTitle')}</Title>
          <Text>{t('start.other', { viewer: preview.signedInAsOther, email: preview.email })}</Text>
          <Button onClick={() => void signOut()}>{t('start.signOut')}</Button>
        </Stack>
      );
    if (preview.mailboxUnproven)
      return (
        <Stack gap="sm" align="flex-start">
          <Title order={1}>{t('start.unprovenTitle')}</Title>
          <Text>{t('start.unproven', { email: preview.email })}</Text>
          <Button component={Link} to={paths.forgottenPassword}>
            {t('start.newPassword')}
          </Button>
        </Stack>
      );
    return <StartForm token={token} preview={preview} lookAgain={() => void refetch()} />;
  };
  return <CentredPage>{step()}</CentredPage>;
}

function DeadLink({ state }: { state: StartPreview['state'] }) {
  const { t } = useTranslation('organizations');
  if (state === 'USED')
    return (
      <Stack gap="sm" align="flex-start">
        <Title order={1}>{t('start.usedTitle')}</Title>
        <Text>{t('start.used')}</Text>
        <Button component={Link} to={paths.signIn()}>
          {t('start.signIn')}
        </Button>
      </Stack>
    );
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={1}>{t(state === 'EXPIRED' ? 'start.expiredTitle' : 'start.unknownTitle')}</Title>
      <Text>{t(state === 'EXPIRED' ? 'start.expired' : 'start.unknown')}</Text>
      <Anchor component={Link} to={paths.start}>
        {t('start.again')}
      </Anchor>
    </Stack>
  );
}
