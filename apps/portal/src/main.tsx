import './mailed-secrets';
import '@anteroom/ui/styles.css';
import './portal.css';
import { preferredLanguage, startI18n } from '@anteroom/ui';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { timelyFetch } from './frame/timely-fetch';
import { catalogues } from './languages';
import { router } from './router';

startI18n(catalogues, preferredLanguage(new URLSearchParams(window.location.search).get('lang')));

const client = new ApolloClient({
  link: new HttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: timelyFetch }),
  cache: new InMemoryCache(),
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ApolloProvider client={client}>
      <RouterProvider router={router} />
    </ApolloProvider>
  </StrictMode>,
);
