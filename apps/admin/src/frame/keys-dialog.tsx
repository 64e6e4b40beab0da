import { Kbd, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useMay } from '../features/organizations/permissions';
import { useSingleKey, useSingleKeysSetting } from '../page/single-keys';

export function KeysDialog() {
  const { t } = useTranslation(['frame', 'page']);
  const may = useMay();
  const [opened, dialog] = useDisclosure(false);
  const [singleKeys] = useSingleKeysSetting();
  useSingleKey('?', dialog.open);
  const keys = [
    {
      keys: [t('frame:keys.control'), 'K'],
      does: t(may('clients.read', 'clients.readOwn') ? 'frame:keys.palette' : 'frame:keys.palettePages'),
    },
    { keys: ['/'], does: t('frame:keys.search') },
    ...(may('clients.create') ? [{ keys: ['n'], does: t('frame:keys.create') }] : []),
    { keys: ['?'], does: t('frame:keys.help') },
    { keys: [t('frame:keys.escape')], does: t('frame:keys.close') },
  ];
  return (
    <Modal opened={opened} onClose={dialog.close} title={t('frame:keys.title')}>
      <Table withRowBorders={false}>
        <Table.Tbody>
          {keys.map((row) => (
            <Table.Tr key={row.does}>
              <Table.Th scope="row" w={120}>
                {row.keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{row.does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {!singleKeys && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('frame:keys.off')}
        </Text>
      )}
    </Modal>
  );
}
