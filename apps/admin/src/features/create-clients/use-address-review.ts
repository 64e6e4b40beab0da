import { MAX_ADDRESSES } from '@anteroom/address-list';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreateClientsMutation } from '../../gql/graphql';
import { type AddressList, listText, reduceAddressList, summarize } from './address-field/address-chips';
import { type ChipJudgement, chipState } from './address-field/chip-state';
import { useClientsPlan } from './use-clients-plan';

type Refused = CreateClientsMutation['createClients']['badAddresses'];
export type AddressReview = ReturnType<typeof useAddressReview>;

/**
 * What there is to say of a list: of each address as it stands, and of the whole as it would be sent.
 * @param refused what the API found wrong when the list was sent
 */
export function useAddressReview(organizationId: string, list: AddressList, refused: Refused | undefined) {
  const { t } = useTranslation('createClients');
  const summary = useMemo(() => summarize(list.chips), [list.chips]);
  // The button speaks of what it would send, the address still being typed included.
  const complete = useMemo(() => reduceAddressList(list, { type: 'committed' }).chips, [list]);
  const sent = useMemo(() => summarize(complete), [complete]);
  const emails = listText(sent.unique);
  const sendable = sent.bad.length === 0 && sent.count <= MAX_ADDRESSES;
  const plan = useClientsPlan(organizationId, emails, sendable);
  const clients = useMemo(
    () =>
      (plan?.clients ?? []).map(({ address, status }) => ({
        address,
        status: status === null ? t('status.UNKNOWN') : t(`status.${status as 'ACTIVE'}`),
      })),
    [plan, t],
  );
  const judgement = useMemo<ChipJudgement>(
    () => ({
      problemText: ({ code, character }) => t(`problems.${code}`, { character: character ?? '' }),
      duplicateText: t('chip.duplicate'),
      doubtText: (address) => t('chip.doubt', { address }),
      clients: new Map(clients.map(({ address, status }) => [address, t('chip.client', { status })])),
      refused: new Map(refused?.map(({ text, reason }) => [text, reason])),
    }),
    [t, clients, refused],
  );
  const bad = list.chips
    .map((chip) => ({ chip, ...chipState(chip, summary, judgement) }))
    .filter(({ state }) => state === 'bad');
  return { summary, judgement, bad, clients, sent, emails, toCreate: plan?.createCount ?? sent.count };
}

/** Why the list cannot be sent yet, in words; null once it can. */
export function useObstacle({ sent, bad }: AddressReview, { input }: AddressList): string | null {
  const { t } = useTranslation('createClients');
  if (sent.count > MAX_ADDRESSES) return t('obstacle.tooMany', { count: sent.count - MAX_ADDRESSES });
  if (bad.length > 0) return t('obstacle.bad', { count: bad.length });
  if (sent.bad.length > 0) return t('obstacle.unfinished', { text: input.trim() });
  return sent.count === 0 ? t('obstacle.empty') : null;
}
