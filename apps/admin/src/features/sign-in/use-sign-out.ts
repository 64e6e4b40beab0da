import { useApolloClient } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { authClient } from '../../auth-client';
import { paths } from '../../paths';
import { authFailure } from './auth-failure';
import { forgetInAllTabs } from './sign-out-everywhere';

export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation('signIn');
  const apollo = useApolloClient();
  const navigate = useNavigate();
  return async () => {
    const failed = await authFailure(authClient.signOut());
    // Nobody may leave a desk in the belief that they are signed out. A refusal says that there is no session any more.
    if (failed && failed !== 'wrong' && failed !== 'guessable') {
      notifications.show({
        color: 'red',
        // Not over the menu from which it is tried again.
        position: 'top-center',
        title: t('stillSignedIn'),
        message: t(`notSignedOut.${failed}`),
      });
      return;
    }
    forgetInAllTabs();
    // Leave first: the pages being left must not ask for their data again without a session.
    await navigate(paths.signIn(), { replace: true });
    await apollo.clearStore();
  };
}
