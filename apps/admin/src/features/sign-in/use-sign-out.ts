import { useApolloClient } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { authClient } from '../../auth-client';
import { paths } from '../../paths';
import { forgetInAllTabs } from './sign-out-everywhere';

export function useSignOut(): () => Promise<void> {
  const apollo = useApolloClient();
  const navigate = useNavigate();
  return async () => {
    await authClient.signOut();
    forgetInAllTabs();
    // Leave first: the pages being left must not ask for their data again without a session.
    await navigate(paths.signIn(), { replace: true });
    await apollo.clearStore();
  };
}
