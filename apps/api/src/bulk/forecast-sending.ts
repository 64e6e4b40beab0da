import { canInvite } from '../clients/possibilities.js';
import { canRemindClientNow, canResendClientNow } from '../clients/possible-now.js';
import type { RequestContext } from '../context.js';
import { foreseeRefusals } from '../email/limits/refuse-mails.js';
import { notFound } from '../errors.js';
import { canRemindNow, canResendNow } from '../invitations/possible-now.js';
import { COUNT_LIMIT } from '../pagination/connection.js';
import type { Possibility } from '../possibility.js';
import type { SendingForecast, SendingForecastInput, SendingKind } from './forecast.types.js';
import {
  type Candidates,
  candidatesFor,
  noteForeignAmong,
  type Recipient,
  readRecipients,
} from './forecast-recipients.js';

/**
 * What a sending would come to. The rows are put together by all that decides about them, and of each sort one is asked what
 * the lists say of it: the rule is that of the lists, and however many rows there are, the sorts are few. What the mailboxes
 * and the sender may still get and send is then asked of the rule that the sending itself goes by.
 */
export async function forecastSending(
  ctx: RequestContext,
  input: SendingForecastInput,
): Promise<SendingForecast> {
  const candidates = await candidatesFor(ctx, input);
  const { staff } = candidates;
  const recipients = await readRecipients(ctx, candidates, input.kind);
  noteForeignAmong(ctx, input, staff, recipients);
  if (recipients.length > COUNT_LIMIT) return { mailed: null, passedOver: [] };
  const told = await tellOfEach(ctx, input.kind, candidates, recipients);
  const refusals = await foreseeRefusals(
    ctx,
    { organizationId: staff.organizationId, staffMemberId: staff.id },
    told.flatMap(({ possibility, recipient: { id, email } }) =>
      possibility.allowed && email !== null ? [{ id, email }] : [],
    ),
  );
  let mailed = 0;
  const passedOver = new Map<string, { code: string; reason: string; count: number }>();
  for (const { possibility, recipient } of told) {
    const { code, reason } = refusals.get(recipient.id) ?? possibility;
    const counted = code === null ? undefined : passedOver.get(code);
    if (code === null) mailed += 1;
    else if (counted) counted.count += 1;
    else passedOver.set(code, { code, reason: reason ?? '', count: 1 });
  }
  return { mailed, passedOver: [...passedOver.values()].sort((a, b) => b.count - a.count) };
}

async function tellOfEach(
  ctx: RequestContext,
  kind: SendingKind,
  { ofClients }: Candidates,
  recipients: readonly Recipient[],
): Promise<{ recipient: Recipient; possibility: Possibility }[]> {
  const sorts = Map.groupBy(recipients, ({ sort }) => sort);
  const told = await Promise.all(
    [...sorts.values()].map(async (alike) => {
      const [{ id }] = alike as [Recipient];
      const possibility = await (ofClients ? ofClient(ctx, kind, id) : ofInvitation(ctx, kind, id));
      return alike.map((recipient) => ({ recipient, possibility }));
    }),
  );
  return told.flat();
}

async function ofClient(ctx: RequestContext, kind: SendingKind, id: string): Promise<Possibility> {
  const client = await ctx.loaders.client.load(id);
  if (!client) throw notFound();
  if (kind === 'INVITE') return canInvite(client);
  return kind === 'REMIND' ? canRemindClientNow(ctx, client) : canResendClientNow(ctx, client);
}

async function ofInvitation(ctx: RequestContext, kind: SendingKind, id: string): Promise<Possibility> {
  const invitation = await ctx.loaders.invitation.load(id);
  if (!invitation) throw notFound();
  return kind === 'REMIND' ? canRemindNow(ctx, invitation) : canResendNow(ctx, invitation);
}
