import { useApolloClient } from '@apollo/client/react';
import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import { troubled, useMailing } from './use-mailing';
import { forgetMailing, isShown, useWatchedMailings } from './watched-mailings';

const everyMs = 4000;

/** Tells the end of every sending that was left to go on by itself. Stands once in the frame. */
export function MailingWatcher() {
  return useWatchedMailings().map((id) => <WatchedMailing key={id} id={id} />);
}

function WatchedMailing({ id }: { id: string }) {
  const { t } = useTranslation('mailings');
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const { mailing, over, missing } = useMailing(id, everyMs);

  useEffect(() => {
    if (missing) forgetMailing(id);
    if (!mailing || !over) return;
    if (!isShown(id)) {
      const trouble = troubled(mailing);
      notifications.show({
        id,
        color: trouble > 0 ? 'orange' : 'green',
        autoClose: trouble > 0 ? false : 8000,
        message: (
          <>
            {t('over', { count: mailing.sent })} {trouble > 0 && t('cameBack', { count: trouble })}{' '}
            <Anchor
              component="button"
              type="button"
              inherit
              underline="always"
              onClick={() => {
                notifications.hide(id);
                void navigate(paths.createClients(slug, 'progress', `?mailing=${encodeURIComponent(id)}`));
              }}
            >
              {t('show')}
            </Anchor>
          </>
        ),
      });
    }
    forgetMailing(id);
    void apollo.refetchQueries({ include: 'active' });
  }, [id, mailing, over, missing, t, slug, navigate, apollo]);

  return null;
}
