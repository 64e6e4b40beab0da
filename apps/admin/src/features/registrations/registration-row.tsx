import { RelativeTime } from '@anteroom/ui';
import { Anchor, Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { AddressText } from '../../page/address-text';
import { ListRow } from '../../page/list/list-row';
import { usePhone } from '../../page/list/use-phone';
import type { Selection } from '../../page/list/use-selection';
import { fullName } from '../../page/person-name';
import { paths } from '../../paths';
import { useOrganization } from '../organizations/viewer';
import type { Answer } from './answer';
import classes from './registration-table.module.css';

interface RegistrationRowProps {
  registration: RegistrationRowFragment;
  /** Null where there is nothing to be answered any more. */
  selection: Selection<RegistrationRowFragment> | null;
  onAnswer: (answer: Answer, id: string) => void;
}

export function RegistrationRow({ registration, selection, onAnswer }: RegistrationRowProps) {
  const { t } = useTranslation('registrations');
  const { id, email, requestedAt } = registration;
  const name = fullName(registration) ?? t('unnamed');
  const selected = selection?.has(id) ?? false;
  const phone = usePhone();
  const answers = (
    <Group gap={6} justify={phone ? 'flex-start' : 'flex-end'}>
      <Button
        size="xs"
        aria-label={`${t('action.approve')}: ${name}`}
        onClick={() => onAnswer('approve', id)}
      >
        {t('action.approve')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`${t('action.decline')}: ${name}`}
        onClick={() => onAnswer('decline', id)}
      >
        {t('action.decline')}
      </Button>
    </Group>
  );
  return (
    <ListRow selected={selected}>
      {selection && (
        <Table.Td>
          <Checkbox
            aria-label={t('selectOne', { name })}
            checked={selected}
            onChange={() => selection.toggle(registration)}
          />
        </Table.Td>
      )}
      <Table.Td>
        <span className={classes.name}>{name}</span>
        <span className={classes.address}>
          <AddressText address={email} />
        </span>
        {selection && (
          <span className={classes.inCell}>
            <Matches registration={registration} />
          </span>
        )}
        {selection && phone && <div className={classes.inNameCell}>{answers}</div>}
      </Table.Td>
      <Table.Td className={classes.when}>
        <RelativeTime at={requestedAt} />
      </Table.Td>
      {selection && (
        <Table.Td className={classes.onFile}>
          <Matches registration={registration} />
        </Table.Td>
      )}
      <Table.Td className={selection ? classes.answers : classes.answer}>
        {selection ? !phone && answers : <Given registration={registration} />}
      </Table.Td>
    </ListRow>
  );
}

function Matches({ registration: { matches } }: { registration: RegistrationRowFragment }) {
  const { t } = useTranslation('registrations');
  const { slug } = useOrganization();
  if (matches.length === 0) return <span className={classes.match}>{t('match.none')}</span>;
  return matches.map(({ clientId, number, sameAddress }) => (
    <span key={clientId} className={classes.match} data-found>
      <Anchor component={Link} to={paths.client(slug, clientId)} inherit>
        {t(sameAddress ? 'match.address' : 'match.name', { number })}
      </Anchor>
    </span>
  ));
}

/** Word and sign, never colour alone. */
function Given({ registration }: { registration: RegistrationRowFragment }) {
  const { t } = useTranslation('registrations');
  const { slug } = useOrganization();
  const { status, clientId, decidedAt, decidedByName, declineReason } = registration;
  const approved = status === 'APPROVED';
  const Sign = approved ? IconCheck : IconX;
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Sign size={16} aria-hidden="true" />
        <Text component="span" size="sm" fw={550}>
          {t(approved ? 'approved' : 'declined')}
        </Text>
      </Group>
      <span className={classes.address}>
        {decidedAt && <RelativeTime at={decidedAt} />} {decidedByName && t('by', { name: decidedByName })}
      </span>
      {declineReason && <span className={classes.address}>{t('reason', { reason: declineReason })}</span>}
      {clientId && (
        <Anchor component={Link} to={paths.client(slug, clientId)} size="xs">
          {t('toClient')}
        </Anchor>
      )}
    </>
  );
}
