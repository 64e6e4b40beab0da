import { RelativeTime } from '@anteroom/ui';
import { ActionIcon, Anchor, Table } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql } from '../../gql';
import type { ProgramRowFragment } from '../../gql/graphql';
import { ListTable } from '../../page/list/list-table';
import { useBoundedCount } from '../../page/list/use-bounded-count';
import { paths } from '../../paths';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import classes from './program-table.module.css';

graphql(`
  fragment ProgramRow on Program {
    id
    name
    createdAt
    clientCount
  }
`);

interface ProgramTableProps {
  programs: readonly ProgramRowFragment[] | undefined;
  stale: boolean;
  /** Left out for whoever may only read. */
  onRename: ((id: string) => void) | undefined;
}

export function ProgramTable({ programs, stale, onRename }: ProgramTableProps) {
  const { t } = useTranslation('programs');
  const { slug } = useOrganization();
  const shownCount = useBoundedCount();
  const seesClients = useMay()('clients.read', 'clients.readOwn');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th className={classes.clients}>{t('column.clients')}</Table.Th>
          <Table.Th className={classes.created}>{t('column.created')}</Table.Th>
          <Table.Th className={classes.actions}>
            <span className="visually-hidden">{t('column.actions')}</span>
          </Table.Th>
        </>
      }
      columns={4}
      rows={programs}
      awaited={5}
      stale={stale}
    >
      {(program) => (
        <Table.Tr key={program.id} className={classes.row ?? ''}>
          <Table.Td fw={550} className={classes.name}>
            {program.name}
          </Table.Td>
          <Table.Td className={classes.clients}>
            {seesClients ? (
              <Anchor
                component={Link}
                size="sm"
                to={paths.clientsOfProgram(slug, program.id)}
                title={t('showClients', { name: program.name })}
              >
                {t('clients', {
                  count: program.clientCount,
                  shown: shownCount(program.clientCount),
                })}
              </Anchor>
            ) : (
              t('clients', {
                count: program.clientCount,
                shown: shownCount(program.clientCount),
              })
            )}
          </Table.Td>
          <Table.Td className={classes.created}>
            <RelativeTime at={program.createdAt} byDay />
          </Table.Td>
          <Table.Td className={classes.actions}>
            {onRename && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                title={t('rename')}
                aria-label={t('renameOf', { name: program.name })}
                onClick={() => onRename(program.id)}
              >
                <IconPencil size={16} aria-hidden="true" />
              </ActionIcon>
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </ListTable>
  );
}
