import { useQuery } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { Navigate } from 'react-router';
import { Contact } from '../frame/contact';
import { Loading } from '../frame/loading';
import { NotLoaded } from '../frame/not-loaded';
import { useShowOrganization } from '../frame/organization-face';
import { registrationToken } from '../mailed-secrets';
import { paths } from '../paths';
import { ClosedLink, UnknownRegistration } from './closed-registration';
import { RegisterAsNewPerson } from './register-as-new-person';
import { RegisterAsSignedIn, RegisterBySigningIn } from './register-as-user';
import { RegistrationPreviewQuery } from './registration.graphql';
import { RegistrationForOther, RegistrationUnproven } from './registration-detours';
import type { RegistrationStepProps } from './registration-step';

/** Where the mailed link leads. */
export function RegistrationPage() {
  const token = useSyncExternalStore(registrationToken.subscribe, registrationToken.current);
  if (!token)
    return registrationToken.spent() ? <Navigate to={paths.home} replace /> : <WithoutOrganization />;
  return <Registration key={token} token={token} />;
}

function WithoutOrganization() {
  useShowOrganization(null);
  return (
    <>
      <UnknownRegistration />
      <Contact />
    </>
  );
}

function Registration({ token }: { token: string }) {
  // Never from the cache, nor into it: the token would stay there as a key.
  const { data, error, refetch } = useQuery(RegistrationPreviewQuery, {
    variables: { token },
    fetchPolicy: 'no-cache',
  });
  const preview = data?.registrationPreview;
  useShowOrganization(preview?.organization ?? null);
  if (!preview) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Loading />;
  const lookAgain = async () => (await refetch()).data?.registrationPreview;
  return (
    <>
      <Step token={token} preview={preview} lookAgain={lookAgain} />
      <Contact />
    </>
  );
}

function Step(step: RegistrationStepProps) {
  const { preview } = step;
  if (preview.state !== 'OPEN') return <ClosedLink preview={preview} />;
  // Before anything else: whoever is signed in here must not register for somebody else.
  if (preview.signedInAsOther) return <RegistrationForOther {...step} />;
  if (preview.mailboxUnproven) return <RegistrationUnproven {...step} />;
  if (preview.signedInAsSelf) return <RegisterAsSignedIn {...step} />;
  return preview.userExists ? <RegisterBySigningIn {...step} /> : <RegisterAsNewPerson {...step} />;
}
