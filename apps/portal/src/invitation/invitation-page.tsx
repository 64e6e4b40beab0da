import { useQuery } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { Navigate } from 'react-router';
import { Contact } from '../frame/contact';
import { Loading } from '../frame/loading';
import { NotLoaded } from '../frame/not-loaded';
import { useShowOrganization } from '../frame/organization-face';
import { invitationToken } from '../mailed-secrets';
import { paths } from '../paths';
import { AcceptAsNewPerson } from './accept-as-new-person';
import { AcceptAsSignedIn } from './accept-as-signed-in';
import { AcceptBySigningIn } from './accept-by-signing-in';
import {
  AlreadyStaff,
  ExpiredLink,
  FormerStaff,
  RenewalRequested,
  SuspendedLink,
  UnknownLink,
  UsedLink,
  WithdrawnLink,
} from './closed-links';
import { InvitationPreviewQuery } from './invitation.graphql';
import { type InvitationPreview, invitationStep, type StepProps } from './invitation-step';
import { InvitedUnproven } from './invited-unproven';
import { SignedInAsOther } from './signed-in-as-other';
import { useRecordOpening } from './use-record-opening';
import { WrongRecipient } from './wrong-recipient';

export function InvitationPage({ notMe = false }: { notMe?: boolean }) {
  const token = useSyncExternalStore(invitationToken.subscribe, invitationToken.current);
  if (!token) return invitationToken.spent() ? <Navigate to={paths.home} replace /> : <WithoutOrganization />;
  return <Invitation key={token} token={token} notMe={notMe} />;
}

function WithoutOrganization() {
  useShowOrganization(null);
  return (
    <>
      <UnknownLink />
      <Contact supportCode={null} />
    </>
  );
}

function Invitation({ token, notMe }: { token: string; notMe: boolean }) {
  // Never from the cache, nor into it: the token would stay there as a key.
  const { data, error, refetch } = useQuery(InvitationPreviewQuery, {
    variables: { token },
    fetchPolicy: 'no-cache',
  });
  const preview = data?.invitationPreview;
  useShowOrganization(preview?.organization ?? null);

  useRecordOpening(token, preview !== undefined);

  if (!preview) return error ? <NotLoaded error={error} retry={() => void refetch()} /> : <Loading />;

  const lookAgain = async () => (await refetch()).data?.invitationPreview;
  const step: StepProps = { token, preview, lookAgain };
  return (
    <>
      {notMe && canBeStopped(preview) ? <WrongRecipient {...step} /> : <Step {...step} />}
      <Contact supportCode={preview.supportCode} />
    </>
  );
}

function canBeStopped({ state }: InvitationPreview): boolean {
  return state === 'OPEN' || state === 'EXPIRED' || state === 'SUSPENDED';
}

function Step(step: StepProps) {
  switch (invitationStep(step.preview)) {
    case 'unknown':
      return <UnknownLink />;
    case 'withdrawn':
      return <WithdrawnLink />;
    case 'suspended':
      return <SuspendedLink />;
    case 'used':
      return <UsedLink {...step} />;
    case 'expired':
      return <ExpiredLink {...step} />;
    case 'renewal-requested':
      return <RenewalRequested />;
    case 'signed-in-as-other':
      return <SignedInAsOther {...step} />;
    case 'already-staff':
      return <AlreadyStaff {...step} />;
    case 'former-staff':
      return <FormerStaff {...step} />;
    case 'prove-mailbox':
      return <InvitedUnproven {...step} />;
    case 'accept':
      return <AcceptAsSignedIn {...step} />;
    case 'sign-in':
      return <AcceptBySigningIn {...step} />;
    case 'new-person':
      return <AcceptAsNewPerson {...step} />;
  }
}
