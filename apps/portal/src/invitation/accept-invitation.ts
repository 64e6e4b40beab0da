import { useApolloClient, useMutation } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../frame/submission';
import type { UserError } from '../frame/user-errors';
import type { Language } from '../gql/graphql';
import { invitationToken } from '../mailed-secrets';
import type { NewPerson } from '../new-person/new-person-form';
import { adminOf, paths } from '../paths';
import { AcceptInvitationMutation } from './invitation.graphql';
import { invitationStep, type StepProps } from './invitation-step';

/**
 * Accepts, and opens the home page, or for staff their place of work, when that went well. `showErrors` puts what the API refuses at its
 * fields and says whether it could; for anything else the page is asked for anew, since the
 * invitation may have been withdrawn or have expired meanwhile.
 */
export function useAcceptInvitation({ token, preview, lookAgain }: StepProps) {
  const { i18n } = useTranslation('invitation');
  const [accept] = useMutation(AcceptInvitationMutation, { fetchPolicy: 'no-cache' });
  const client = useApolloClient();
  const navigate = useNavigate();

  return async function acceptInvitation(
    person?: NewPerson,
    showErrors: (errors: UserError[]) => boolean = () => false,
  ): Promise<Failure | null> {
    const language = i18n.resolvedLanguage?.toUpperCase() as Language | undefined;
    const { data } = await accept({ variables: { input: { token, language, ...person } } });
    const result = data?.acceptInvitation;
    if (result?.membership) {
      await client.clearStore();
      const state = { joined: result.membership.organization.name };
      // At once: the page that is left must not see that its secret is spent.
      await navigate(paths.home, { replace: true, state, flushSync: true });
      invitationToken.spend();
      return null;
    }
    if (result?.staffMembership) {
      // Not before: the page that is left must not see it.
      window.addEventListener('pagehide', invitationToken.spend, { once: true });
      // Another application on the same origin, in which the session that was just opened counts.
      window.location.replace(adminOf(result.staffMembership.organization.slug));
      return null;
    }
    if (showErrors(result?.errors ?? [])) return null;
    const before = invitationStep(preview);
    const now = await lookAgain();
    return now && invitationStep(now) !== before ? null : 'unexpected';
  };
}
