import { useMutation } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { ConnectClientsInput } from '../../gql/graphql';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useOngoingWork } from '../bulk-operations/ongoing/ongoing-work';
import { groupSkipped } from '../bulk-operations/outcome';
import { connectClientsMutation, removeConnectionsMutation } from './connections.graphql';

/** Connects and disconnects; each tells its outcome by itself and answers whether it was taken. */
export function useConnect() {
  const { t } = useTranslation('connections');
  const reasonText = useReason();
  const failed = useMutationFailure();
  const { follow } = useOngoingWork();
  // Who may open what, and who is on which list, changes with it.
  const options = { refetchQueries: 'active' } as const;
  const [connect, connecting] = useMutation(connectClientsMutation, options);
  const [remove, removing] = useMutation(removeConnectionsMutation, options);

  const refused = (errors: readonly { code: string; message: string }[]): boolean => {
    const [first] = errors;
    if (first) notifications.show({ color: 'red', message: reasonText(first) });
    return first !== undefined;
  };

  return {
    busy: connecting.loading || removing.loading,
    async connect(input: ConnectClientsInput): Promise<boolean> {
      try {
        const { data } = await connect({ variables: { input } });
        const payload = data?.connectClients;
        if (!payload || refused(payload.errors)) return false;
        if (payload.operation) {
          follow(payload.operation.id);
          return true;
        }
        const made = payload.rows.filter(({ created }) => created);
        const pending = made.filter(({ connection }) => connection?.status === 'PENDING').length;
        const skipped = groupSkipped(
          payload.rows.filter(({ connection }) => !connection).map(({ code, reason }) => ({ code, reason })),
        );
        notifications.show({
          color: skipped.length > 0 ? 'yellow' : 'green',
          message: [
            made.length === 0 ? t('nothingNew') : t('made', { count: made.length }),
            ...(pending > 0 ? [t('pendingOnes', { count: pending })] : []),
            ...skipped.map(({ code, reason, count }) =>
              t('skipped', { count, reason: reasonText({ code, reason }) }),
            ),
          ].join(' '),
        });
        return true;
      } catch (error) {
        failed(error);
        return false;
      }
    },
    async remove(id: string): Promise<boolean> {
      try {
        const { data } = await remove({ variables: { input: { ids: [id] } } });
        const payload = data?.removeConnections;
        if (!payload || refused(payload.errors)) return false;
        notifications.show({ color: 'green', message: t('removed') });
        return true;
      } catch (error) {
        failed(error);
        return false;
      }
    },
  };
}
