import { useMutation, useQuery } from '@apollo/client/react';
import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationRowFragment } from '../../gql/graphql';
import { Dialog } from '../../page/dialog/dialog';
import { FormButtons } from '../../page/dialog/form-buttons';
import { useMutationFailure } from '../../page/failure/use-mutation-failure';
import { useReason } from '../../page/failure/use-reason';
import { useRefused } from '../../page/failure/use-refused';
import { fullName } from '../../page/person-name';
import { useMay } from '../organizations/permissions';
import { useOrganization } from '../organizations/viewer';
import { ProgramSelect } from '../programs/program-select';
import { type AnswerDialogProps, useAnswerOutcome } from './answer';
import { approveRegistrationsMutation, nextNumberQuery } from './registrations.graphql';

const fresh = 'new';
const numberId = 'approve-number';
/** Codes of a row that say something of the number typed. */
const ofNumber = ['TAKEN', 'INVALID', 'TOO_LONG'];

export function ApproveDialog({ registrations, onClose, onAnswered }: AnswerDialogProps) {
  const { t } = useTranslation('registrations');
  const { id: organizationId } = useOrganization();
  const may = useMay();
  const one = registrations.length === 1 ? registrations[0] : undefined;
  const [choice, setChoice] = useState(() => (one ? proposedChoice(one) : fresh));
  const [number, setNumber] = useState<string | null>(null);
  const [programId, setProgramId] = useState<string | null>(null);
  const { approve, busy, numberError } = useApprove(registrations, onAnswered);

  const title = one
    ? t('approve.titleOne', { name: fullName(one) ?? one.email })
    : t('approve.title', { count: registrations.length });
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void approve({ choice, number: number?.trim() ?? '', programId });
        }}
      >
        <Stack gap="lg">
          {one ? (
            <>
              <Text size="sm">{one.email}</Text>
              <WhomSelect registration={one} value={choice} onChange={setChoice} />
              {choice === fresh && <NumberField value={number} onChange={setNumber} error={numberError} />}
            </>
          ) : (
            <Text size="sm">{t('approve.many')}</Text>
          )}
          {may('programs.manage') && (
            <ProgramSelect organizationId={organizationId} value={programId} onChange={setProgramId} />
          )}
          <Text size="sm" c="dimmed">
            {t('approve.mail')}
          </Text>
          <FormButtons busy={busy} autoFocus onCancel={onClose}>
            {t('approve.confirm')}
          </FormButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

interface Approval {
  /** Of one: the client they are, or a fresh one. */
  choice: string;
  /** Of a fresh one; empty where the sequence decides. */
  number: string;
  programId: string | null;
}

function useApprove(registrations: AnswerDialogProps['registrations'], onAnswered: () => void) {
  const { id: organizationId } = useOrganization();
  const failed = useMutationFailure();
  const refused = useRefused();
  const told = useAnswerOutcome();
  const reasonText = useReason();
  const [mutate, { loading }] = useMutation(approveRegistrationsMutation, { refetchQueries: 'active' });
  const [numberError, setNumberError] = useState<string>();
  const alone = registrations.length === 1;

  async function approve({ choice, number, programId }: Approval) {
    setNumberError(undefined);
    const answers = registrations.map(({ id }) => ({
      id,
      ...(alone && choice !== fresh && { clientId: choice }),
      ...(alone && choice === fresh && number !== '' && { number }),
    }));
    try {
      const { data } = await mutate({
        variables: { input: { organizationId, programId, registrations: answers } },
      });
      const refusal = data?.approveRegistrations.errors[0];
      if (refusal) {
        refused(refusal);
        return;
      }
      const rows = data?.approveRegistrations.rows ?? [];
      const row = alone ? rows[0] : undefined;
      if (row && number !== '' && ofNumber.includes(row.code ?? '')) {
        setNumberError(reasonText(row));
        document.getElementById(numberId)?.focus();
        return;
      }
      told('approve', rows);
      onAnswered();
    } catch (error) {
      failed(error);
    }
  }

  return { approve, busy: loading, numberError };
}

/** Whoever has the same address is them; of a namesake only staff can know. */
function proposedChoice({ matches }: RegistrationRowFragment): string {
  return matches.find(({ sameAddress, joinable }) => sameAddress && joinable)?.clientId ?? fresh;
}

interface WhomSelectProps {
  registration: RegistrationRowFragment;
  value: string;
  onChange: (choice: string) => void;
}

function WhomSelect({ registration: { matches }, value, onChange }: WhomSelectProps) {
  const { t } = useTranslation('registrations');
  if (matches.length === 0) return null;
  const addressTaken = matches.some(({ sameAddress }) => sameAddress);
  const describe = (match: RegistrationRowFragment['matches'][number]) => {
    if (!match.joinable) return t('approve.notJoinable');
    if (match.sameAddress) return t('approve.joinAddress');
    return match.email ? t('approve.joinName', { email: match.email }) : t('approve.joinNameOnly');
  };
  return (
    <Radio.Group label={t('approve.who')} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {matches.map((match) => (
          <Radio
            key={match.clientId}
            value={match.clientId}
            label={t('approve.join', { name: fullName(match) ?? match.email, number: match.number })}
            description={describe(match)}
            disabled={!match.joinable || (addressTaken && !match.sameAddress)}
          />
        ))}
        <Radio
          value={fresh}
          label={t('approve.fresh')}
          description={addressTaken ? t('approve.freshImpossible') : undefined}
          disabled={addressTaken}
        />
      </Stack>
    </Radio.Group>
  );
}

interface NumberFieldProps {
  /** Null: as proposed. */
  value: string | null;
  onChange: (number: string | null) => void;
  error: string | undefined;
}

/** The next number stands there; left as it is, the sequence decides, so that nobody waits for a number that is gone. */
function NumberField({ value, onChange, error }: NumberFieldProps) {
  const { t } = useTranslation('registrations');
  const { id: organizationId } = useOrganization();
  const may = useMay();
  const { data } = useQuery(nextNumberQuery, {
    variables: { organizationId },
    fetchPolicy: 'network-only',
    skip: !may('clients.create', 'clients.inviteOwn'),
  });
  const proposed = data?.nextClientNumber ?? '';
  return (
    <TextInput
      id={numberId}
      label={t('approve.number')}
      description={t('approve.numberHint')}
      value={value ?? proposed}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === proposed ? null : currentTarget.value)
      }
      error={error}
      autoComplete="off"
    />
  );
}
