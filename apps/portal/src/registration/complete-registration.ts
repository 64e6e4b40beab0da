import { useApolloClient, useMutation } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../frame/submission';
import type { UserError } from '../frame/user-errors';
import type { Language } from '../gql/graphql';
import { registrationToken } from '../mailed-secrets';
import type { NewPerson } from '../new-person/new-person-form';
import { paths } from '../paths';
import { CompleteRegistrationMutation } from './registration.graphql';
import type { RegistrationStepProps } from './registration-step';

/**
 * Registers, and opens the home page, which says what came of it. `showErrors` puts what the API refuses at its fields and
 * says whether it could; for anything else the page is asked for anew, since the practice may have changed its mind.
 */
export function useCompleteRegistration({ token, preview, lookAgain }: RegistrationStepProps) {
  const { i18n } = useTranslation('registration');
  const [complete] = useMutation(CompleteRegistrationMutation, { fetchPolicy: 'no-cache' });
  const client = useApolloClient();
  const navigate = useNavigate();

  return async function completeRegistration(
    person?: NewPerson,
    showErrors: (errors: UserError[]) => boolean = () => false,
  ): Promise<Failure | null> {
    const language = i18n.resolvedLanguage?.toUpperCase() as Language | undefined;
    const { data } = await complete({ variables: { input: { token, language, ...person } } });
    const result = data?.completeRegistration;
    if (result?.membership || result?.waiting) {
      await client.clearStore();
      const joined = result.membership?.organization.name;
      // At once: the page that is left must not see that its secret is spent.
      await navigate(paths.home, { replace: true, state: joined ? { joined } : null, flushSync: true });
      registrationToken.spend();
      return null;
    }
    if (showErrors(result?.errors ?? [])) return null;
    const now = await lookAgain();
    return JSON.stringify(now) === JSON.stringify(preview) ? 'unexpected' : null;
  };
}
