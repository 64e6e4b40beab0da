import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { paths } from './paths';

const signInRequired = 'UNAUTHENTICATED';
const refused = 'FORBIDDEN';
const suspended = 'ORGANIZATION_SUSPENDED';

function hasCode(error: unknown, code: string): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.code === code);
}

// A session may end while a page is open: back to the sign-in page, and from there to this one again.
const sessionEnded = new ErrorLink(({ error }) => {
  if (!hasCode(error, signInRequired)) return;
  const base = import.meta.env.BASE_URL.replace(/\/$/, '');
  const here = window.location.pathname.slice(base.length) + window.location.search;
  if (here.startsWith('/sign-in')) return;
  window.location.assign(base + paths.signIn(here));
});

// Roles may change while a page is open, or the organization be suspended: what may be done is asked again, and the page draws itself anew.
const rightsChanged = new ErrorLink(({ error }) => {
  if (hasCode(error, refused) || hasCode(error, suspended))
    void apollo.refetchQueries({ include: ['Viewer'] });
});

export const apollo = new ApolloClient({
  link: ApolloLink.from([
    sessionEnded,
    rightsChanged,
    new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
  ]),
  // A tab in the background asks when it is looked at again.
  defaultOptions: { watchQuery: { skipPollAttempt: () => document.hidden } },
  cache: new InMemoryCache({
    typePolicies: {
      // Values without an identity of their own: each answer replaces the one before.
      Client: { fields: { programs: { merge: false } } },
      // A built-in role is held by others in each organization, and they all call it by the same id.
      Role: { keyFields: false },
      StaffMember: { fields: { roles: { merge: false } } },
      Viewer: { fields: { staffMemberships: { merge: false } } },
    },
  }),
});
