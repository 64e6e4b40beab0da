import { RelativeTime, useFormat } from '@anteroom/ui';
import { Table, UnstyledButton } from '@mantine/core';
import { IconCircleCheck, IconFilter, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql } from '../../gql';
import type { AuditRowFragment } from '../../gql/graphql';
import { AddressText } from '../../page/address-text';
import { ListRow } from '../../page/list/list-row';
import { ListTable } from '../../page/list/list-table';
import { usePhone } from '../../page/list/use-phone';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import type { AuditListState } from './audit-list-state';
import classes from './audit-table.module.css';
import { useActionWords, useDetailWords } from './audit-words';

graphql(`
  fragment AuditRow on AuditEntry {
    id
    at
    action
    actorKind
    actorId
    actorName
    onBehalfOf
    address
    subjectType
    subjectId
    subjectName
    reason
    details {
      key
      value
    }
    sealed
    seq
  }
`);

interface AuditTableProps {
  entries: readonly AuditRowFragment[] | undefined;
  stale: boolean;
  onFilter: (change: Partial<AuditListState>) => void;
}

export function AuditTable({ entries, stale, onFilter }: AuditTableProps) {
  const { t } = useTranslation('audit');
  return (
    <ListTable
      label={t('table')}
      head={
        <>
          <Table.Th className={classes.when}>{t('column.when')}</Table.Th>
          <Table.Th className={classes.who}>{t('column.who')}</Table.Th>
          <Table.Th>{t('column.what')}</Table.Th>
          <Table.Th className={classes.whom}>{t('column.whom')}</Table.Th>
          <Table.Th className={classes.from}>{t('column.from')}</Table.Th>
          <Table.Th className={classes.sealed}>{t('column.sealed')}</Table.Th>
        </>
      }
      columns={6}
      rows={entries}
      stale={stale}
    >
      {(entry) => <AuditRow key={entry.id} entry={entry} onFilter={onFilter} />}
    </ListTable>
  );
}

interface AuditRowProps {
  entry: AuditRowFragment;
  onFilter: AuditTableProps['onFilter'];
}

function AuditRow({ entry, onFilter }: AuditRowProps) {
  const actionWords = useActionWords();
  const detailWords = useDetailWords();
  const phone = usePhone();
  const details = detailWords(entry.details);
  const who = <Who entry={entry} onFilter={onFilter} />;
  const whom = <Whom entry={entry} onFilter={onFilter} />;
  return (
    <ListRow h={48} style={{ overflowWrap: 'anywhere' }}>
      <Table.Td className={classes.when}>
        <RelativeTime at={entry.at} />
      </Table.Td>
      <Table.Td className={classes.who}>{!phone && who}</Table.Td>
      <Table.Td>
        {phone && <div className={classes.first}>{who}</div>}
        <span className={classes.what} data-refused={entry.action === 'access.denied' || undefined}>
          {actionWords(entry.action)}
        </span>
        {entry.reason && <span className={classes.reason}>“{entry.reason}”</span>}
        {details && <span className={classes.quiet}>{details}</span>}
        {phone && whom}
      </Table.Td>
      <Table.Td className={classes.whom}>{!phone && whom}</Table.Td>
      <Table.Td className={classes.from}>
        <span className={classes.quiet}>{entry.address}</span>
      </Table.Td>
      <Table.Td className={classes.sealed}>
        <Seal entry={entry} />
      </Table.Td>
    </ListRow>
  );
}

function Who({ entry, onFilter }: AuditRowProps) {
  const { t } = useTranslation('audit');
  const { actorName: name, actorId, actorKind, onBehalfOf } = entry;
  const known = (['SYSTEM', 'RECIPIENT', 'USER', 'STAFF', 'KEY'] as const).find((kind) => kind === actorKind);
  return (
    <>
      {name && actorId ? (
        <UnstyledButton
          className={classes.name}
          title={t('onlyWho', { name })}
          onClick={() => onFilter({ who: actorId })}
        >
          {name}
        </UnstyledButton>
      ) : (
        <span>{name ?? t(`by.${known ?? 'SYSTEM'}`)}</span>
      )}
      {actorKind === 'KEY' && name && <span className={classes.quiet}>{t('withKey')}</span>}
      {onBehalfOf && <span className={classes.quiet}>{t('onBehalfOf', { name: onBehalfOf })}</span>}
    </>
  );
}

function Whom({ entry, onFilter }: AuditRowProps) {
  const { t } = useTranslation('audit');
  const { slug } = useOrganization();
  const { subjectId, subjectName, subjectType } = entry;
  // What somebody did to themself is told by who it was.
  if (
    !subjectId ||
    subjectId === entry.actorId ||
    subjectType === 'ORGANIZATION' ||
    subjectType === 'BULK_OPERATION'
  )
    return null;
  const name = subjectName ?? t('erased');
  return (
    <span className={classes.whomCell}>
      {subjectType === 'CLIENT' && subjectName ? (
        <Link className={classes.name} to={paths.client(slug, subjectId)}>
          <AddressText address={name} />
        </Link>
      ) : (
        <span className={subjectName ? classes.plain : classes.quiet}>
          <AddressText address={name} />
        </span>
      )}
      <UnstyledButton
        className={classes.only}
        title={t('onlyThis', { name })}
        aria-label={t('onlyThis', { name })}
        onClick={() => onFilter({ whom: subjectId })}
      >
        <IconFilter size={14} aria-hidden="true" />
      </UnstyledButton>
    </span>
  );
}

function Seal({ entry: { sealed, seq } }: { entry: AuditRowFragment }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const words = sealed ? t('seal.sealed', { shown: format.number(seq ?? 0) }) : t('seal.waiting');
  return (
    <span className={classes.seal} data-sealed={sealed || undefined} title={words}>
      {sealed ? (
        <IconCircleCheck size={16} aria-hidden="true" />
      ) : (
        <IconHourglass size={16} aria-hidden="true" />
      )}
      <span className="visually-hidden">{words}</span>
      {sealed && <span aria-hidden="true">{format.number(seq ?? 0)}</span>}
    </span>
  );
}
