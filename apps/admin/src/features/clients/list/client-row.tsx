import { RelativeTime } from '@anteroom/ui';
import { Checkbox, Table, Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientRowFragment } from '../../../gql/graphql';
import { AddressText } from '../../../page/address-text';
import { useReason } from '../../../page/failure/use-reason';
import { ListRow, RowName, RowSubline } from '../../../page/list/list-row';
import { usePhone } from '../../../page/list/use-phone';
import { fullName, whoIs } from '../../../page/person-name';
import { paths } from '../../../paths';
import { useOrganization } from '../../organizations/viewer';
import type { ClientColumn } from './client-columns';
import { type ClientAct, ClientRowMenu } from './client-row-menu';
import { ClientStatusCell } from './client-status-cell';
import classes from './client-table.module.css';

interface ClientRowProps {
  client: ClientRowFragment;
  columns: readonly ClientColumn[];
  selected: boolean;
  /** Without it the row is only looked at. */
  manage: boolean;
  onToggle: (client: ClientRowFragment) => void;
  onAct: ClientAct;
}

export const ClientRow = memo(function ClientRow({
  client,
  columns,
  selected,
  manage,
  onToggle,
  onAct,
}: ClientRowProps) {
  const { t } = useTranslation('clients');
  const { slug } = useOrganization();
  const phone = usePhone();
  const who = whoIs(client);
  const name = fullName(client);
  const [firstProgram, ...otherPrograms] = client.programs;
  const address = client.email === null ? t('noEmail') : name ? client.email : null;
  const status = <ClientStatusCell client={client} who={who} manage={manage} onAct={onAct} />;
  return (
    <ListRow selected={selected} active={client.status === 'ACTIVE'}>
      {manage && (
        <Table.Td>
          <RowCheckbox client={client} who={who} selected={selected} onToggle={onToggle} />
        </Table.Td>
      )}
      <Table.Td>
        <RowName to={paths.client(slug, client.id)}>
          {name ?? (client.email ? <AddressText address={client.email} /> : t('noName'))}
        </RowName>
        <RowSubline address={address} number={phone ? client.number : null} />
        {phone && <div className={classes.inNameCell}>{status}</div>}
      </Table.Td>
      {columns.includes('number') && <Table.Td className={classes.number}>{client.number}</Table.Td>}
      {columns.includes('programs') && (
        <Table.Td className={classes.programs}>
          <span className={classes.clip} title={client.programs.map((program) => program.name).join(', ')}>
            {firstProgram?.name ?? t('none')}
            {otherPrograms.length > 0 && ` ${t('morePrograms', { count: otherPrograms.length })}`}
          </span>
        </Table.Td>
      )}
      <Table.Td className={classes.status}>{!phone && status}</Table.Td>
      {columns.includes('lastSeen') && (
        <Table.Td className={classes.lastSeen}>
          {client.lastSeenAt ? <RelativeTime at={client.lastSeenAt} byDay /> : t('none')}
        </Table.Td>
      )}
      {columns.includes('created') && (
        <Table.Td className={classes.created}>
          <RelativeTime at={client.createdAt} byDay />
        </Table.Td>
      )}
      {manage && (
        <Table.Td>
          <ClientRowMenu client={client} who={who} onAct={onAct} />
        </Table.Td>
      )}
    </ListRow>
  );
});

interface RowCheckboxProps {
  client: ClientRowFragment;
  who: string;
  selected: boolean;
  onToggle: (client: ClientRowFragment) => void;
}

function RowCheckbox({ client, who, selected, onToggle }: RowCheckboxProps) {
  const { t } = useTranslation('clients');
  const reasonText = useReason();
  const label = t('selectRow', { who });
  if (client.status !== 'NO_EMAIL')
    return <Checkbox aria-label={label} checked={selected} onChange={() => onToggle(client)} />;
  const reason = reasonText({ code: client.canInvite.code ?? 'NO_EMAIL', reason: client.canInvite.reason });
  return (
    <Tooltip label={reason}>
      {/* The wrapper takes hover and focus: a disabled box gets neither, and its reason would stay hidden. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by key */}
      <span tabIndex={0} role="note" aria-label={reason} className={classes.whyNot}>
        <Checkbox aria-label={`${label}: ${reason}`} checked={false} disabled readOnly />
      </span>
    </Tooltip>
  );
}
