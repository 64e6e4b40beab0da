import { AnteroomProvider } from '@anteroom/ui';
import { ApolloProvider } from '@apollo/client/react';
import '@anteroom/ui/styles.css';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { apollo } from './apollo';
import { leaveWithOtherTabs } from './features/sign-in/sign-out-everywhere';
import './i18n';
import { router } from './router';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
leaveWithOtherTabs();

createRoot(root).render(
  <StrictMode>
    <AnteroomProvider>
      <ApolloProvider client={apollo}>
        {/* Not over the actions of a dialog or a selection, which stand on the right; and as tall as what it tells. */}
        <Notifications position="bottom-left" limit={4} notificationMaxHeight={600} />
        {/* A transition would draw the page with the old address once more while the new one is prepared, and each
            list would ask the API for both. */}
        <RouterProvider router={router} useTransitions={false} />
      </ApolloProvider>
    </AnteroomProvider>
  </StrictMode>,
);
