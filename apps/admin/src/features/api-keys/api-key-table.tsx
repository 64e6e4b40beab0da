import { RelativeTime, useFormat } from '@anteroom/ui';
import { ActionIcon, Group, Menu, Table, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleFilled,
  IconClockX,
  IconDots,
  type IconProps,
  IconRefresh,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyRowFragment, ApiKeyStatus } from '../../gql/graphql';
import { ListTable } from '../../page/list/list-table';
import classes from './api-keys.module.css';
import { keyPermissions, wordOf } from './key-permissions';

const icons: Record<ApiKeyStatus, ComponentType<IconProps>> = {
  ACTIVE: IconCircleFilled,
  EXPIRED: IconClockX,
  REVOKED: IconBan,
};

interface ApiKeyTableProps {
  apiKeys: readonly ApiKeyRowFragment[] | undefined;
  onRotate: (id: string) => void;
  onRevoke: (id: string) => void;
}

export function ApiKeyTable({ apiKeys, onRotate, onRevoke }: ApiKeyTableProps) {
  const { t } = useTranslation('apiKeys');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <Table.Th>{t('column.key')}</Table.Th>
          <Table.Th className={classes.status}>{t('column.status')}</Table.Th>
          <Table.Th className={classes.moment}>{t('column.expires')}</Table.Th>
          <Table.Th className={classes.moment}>{t('column.used')}</Table.Th>
          <Table.Th className={classes.actions}>
            <span className="visually-hidden">{t('column.actions')}</span>
          </Table.Th>
        </>
      }
      columns={5}
      rows={apiKeys}
      awaited={3}
    >
      {(apiKey) => (
        <ApiKeyRow
          key={apiKey.id}
          apiKey={apiKey}
          onRotate={() => onRotate(apiKey.id)}
          onRevoke={() => onRevoke(apiKey.id)}
        />
      )}
    </ListTable>
  );
}

interface ApiKeyRowProps {
  apiKey: ApiKeyRowFragment;
  onRotate: () => void;
  onRevoke: () => void;
}

function ApiKeyRow({ apiKey, onRotate, onRevoke }: ApiKeyRowProps) {
  const { t } = useTranslation('apiKeys');
  const format = useFormat();
  const { name, status, permissions, expiresAt, lastUsedAt, graceUntil } = apiKey;
  const words = keyPermissions
    .filter((permission) => permissions.includes(permission))
    .map((permission) => t(`permission.${wordOf(permission)}`));
  const expires = expiresAt ? <RelativeTime at={expiresAt} byDay /> : t('never');
  const used = lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('neverUsed');
  const StatusIcon = icons[status];
  return (
    <Table.Tr data-status={status}>
      <Table.Td className={classes.key}>
        <Text fw={550}>{name}</Text>
        <Text size="xs" c="dimmed">
          <code className={classes.mono}>ak_live_…{apiKey.lastCharacters}</code>{' '}
          {apiKey.createdBy && t('createdBy', { name: apiKey.createdBy })}{' '}
          <RelativeTime at={apiKey.createdAt} />
        </Text>
        <Text size="xs" c="dimmed" className={classes.words ?? ''}>
          {words.join(' · ')}
        </Text>
        <Text size="xs" c="dimmed" className={classes.onPhone ?? ''}>
          {t('column.used')}: {used}
          <br />
          {t('column.expires')}: {expires}
        </Text>
        {apiKey.outlivesCreator && apiKey.createdBy && (
          <Group gap={4} wrap="nowrap" align="flex-start">
            <IconAlertTriangle size={14} aria-hidden="true" className={classes.warning ?? ''} />
            <Text size="xs">{t('outlives', { name: apiKey.createdBy })}</Text>
          </Group>
        )}
        {graceUntil && <Text size="xs">{t('grace', { until: format.moment(new Date(graceUntil)) })}</Text>}
      </Table.Td>
      <Table.Td className={classes.status}>
        <span className={classes.badge} data-status={status}>
          <StatusIcon size={14} aria-hidden="true" />
          {t(`status.${status}`)}
        </span>
      </Table.Td>
      <Table.Td className={classes.moment}>{expires}</Table.Td>
      <Table.Td className={classes.moment}>{used}</Table.Td>
      <Table.Td className={classes.actions}>
        {status !== 'REVOKED' && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('actionsOf', { name })}>
                <IconDots size={18} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconRefresh size={16} aria-hidden="true" />} onClick={onRotate}>
                {t('rotateAction')}
              </Menu.Item>
              <Menu.Item leftSection={<IconBan size={16} aria-hidden="true" />} onClick={onRevoke}>
                {t('revokeAction')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
