import { useApolloClient, useQuery } from '@apollo/client/react';
import { Alert, Button, List, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useNavigate } from 'react-router';
import { ActionForm } from '../frame/action-form';
import { Contact, ContactDetails } from '../frame/contact';
import { Loading } from '../frame/loading';
import { NotLoaded } from '../frame/not-loaded';
import { useShowOrganization } from '../frame/organization-face';
import { PageTitle } from '../frame/page-title';
import type { Failure } from '../frame/submission';
import type { PortalViewerQuery as PortalViewer } from '../gql/graphql';
import { adminAddress, paths } from '../paths';
import { signOut } from '../sign-in/auth-requests';
import { PortalViewerQuery } from './viewer.graphql';

type Viewer = NonNullable<PortalViewer['viewer']>;
type Membership = Viewer['clientMemberships'][number];
type Registration = Viewer['registrations'][number];

export function HomePage() {
  const { data, error, refetch } = useQuery(PortalViewerQuery, { fetchPolicy: 'cache-and-network' });
  if (data?.viewer) return <Home viewer={data.viewer} />;
  if (data) return <Navigate to={paths.signIn} replace />;
  if (error) return <NotLoaded error={error} retry={() => void refetch()} />;
  return <Loading />;
}

function Home({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('home');
  const joined = useJustJoined();
  const memberships = viewer.clientMemberships;
  const places = [...memberships, ...viewer.registrations];
  const only = places.length === 1 ? places[0] : undefined;
  useShowOrganization(only?.organization ?? null);
  const name = memberships.find((membership) => membership.firstName)?.firstName || viewer.name;
  return (
    <>
      {joined && (
        <Alert role="status" color="green" variant="light" mb="lg" id="joined">
          {t('joined', { organization: joined })}
        </Alert>
      )}
      <PageTitle {...(joined && { describedBy: 'joined' })}>
        {name ? t('welcome', { name }) : t('welcomeUnnamed')}
      </PageTitle>
      {places.length === 0 && <Nowhere staff={viewer.staffMemberships.length > 0} />}
      {memberships.map((membership) => (
        <MembershipPart key={membership.id} membership={membership} named={!only} />
      ))}
      {viewer.registrations.map((registration) => (
        <WaitingPart key={registration.id} registration={registration} named={!only} />
      ))}
      {only && <Contact />}
      <SignOut email={viewer.email} />
    </>
  );
}

/** What somebody has just become a client of: said once, and not again after a reload or on the way back. */
function useJustJoined(): string | undefined {
  const { state } = useLocation();
  const navigate = useNavigate();
  const [joined] = useState((state as { joined?: string } | null)?.joined);
  useEffect(() => {
    if (joined) void navigate(paths.home, { replace: true, state: null });
  }, [joined, navigate]);
  return joined;
}

function MembershipPart({ membership, named }: { membership: Membership; named: boolean }) {
  const { t } = useTranslation('home');
  const { organization, programs, connections, suspended } = membership;
  if (suspended)
    return (
      <section aria-label={organization.name} style={{ marginTop: 24 }}>
        <Title order={2} size="h3" mb="xs">
          {t('suspendedTitle', { organization: organization.name })}
        </Title>
        <Text>{t('suspended')}</Text>
        {named && <ContactDetails organization={organization} />}
      </section>
    );
  return (
    <section aria-label={organization.name} style={{ marginTop: 24 }}>
      {named && (
        <Title order={2} mb="xs">
          {organization.name}
        </Title>
      )}
      {programs.length === 0 ? (
        <Text>{t('noPrograms', { organization: organization.name })}</Text>
      ) : (
        <>
          <Title order={named ? 3 : 2} size="h3" mb={4}>
            {t('programs')}
          </Title>
          <List>
            {programs.map((program) => (
              <List.Item key={program.id}>{program.name}</List.Item>
            ))}
          </List>
        </>
      )}
      {connections.length > 0 && (
        <>
          <Title order={named ? 3 : 2} size="h3" mt="lg" mb={4}>
            {t('connections')}
          </Title>
          <List>
            {connections.map((connection) => (
              <List.Item key={connection.id}>{connection.staffName}</List.Item>
            ))}
          </List>
        </>
      )}
      {named && <ContactDetails organization={organization} />}
    </section>
  );
}

/** Somebody who has asked to become a client sees that, and nothing else, until the practice has answered. */
function WaitingPart({ registration, named }: { registration: Registration; named: boolean }) {
  const { t } = useTranslation('home');
  const { organization } = registration;
  return (
    <section aria-label={organization.name} style={{ marginTop: 24 }}>
      <Title order={2} size="h3" mb="xs">
        {t('waitingTitle', { organization: organization.name })}
      </Title>
      <Text>{t('waiting')}</Text>
      {named && <ContactDetails organization={organization} />}
    </section>
  );
}

function Nowhere({ staff }: { staff: boolean }) {
  const { t } = useTranslation('home');
  return (
    <>
      <Text fw={600}>{t('nowhereTitle')}</Text>
      <Text>{t('nowhere')}</Text>
      {staff && (
        <Button component="a" href={adminAddress} fullWidth size="md" mt="lg">
          {t('staff')}
        </Button>
      )}
    </>
  );
}

function SignOut({ email }: { email: string }) {
  const { t } = useTranslation('home');
  const client = useApolloClient();
  const navigate = useNavigate();

  async function leave(): Promise<Failure | null> {
    const answer = await signOut();
    if (!answer.ok) return 'failure' in answer ? answer.failure : 'unexpected';
    await navigate(paths.signIn);
    await client.clearStore();
    return null;
  }

  return (
    <div className="portal-contact">
      <Text c="dimmed" size="sm">
        {t('signedInAs', { email })}
      </Text>
      <ActionForm label={t('signOut')} act={leave} variant="default" />
    </div>
  );
}
