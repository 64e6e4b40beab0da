import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { Mailing } from '../email/mailing/mailing.entity.js';
import { withRefusals } from '../errors.js';
import { Invitation } from '../invitations/invitation.entity.js';
import type { Connection } from '../pagination/connection.js';
import { Possibility } from '../possibility.js';
import { Program } from '../programs/program.entity.js';
import { Client } from './client.entity.js';
import {
  ClientsPlanInput,
  CreateClientInput,
  CreateClientsInput,
  InviteClientsInput,
  UpdateClientInput,
} from './client.inputs.js';
import {
  ClientsPlan,
  CreateClientPayload,
  CreateClientsPayload,
  InviteClientsPayload,
  UpdateClientPayload,
} from './client.payloads.js';
import { ClientStatus } from './client-status.js';
import { clientsPlan } from './create/clients-plan.js';
import { createClient } from './create/create-client.js';
import { createClients } from './create/create-clients.js';
import { nextClientNumber } from './create/next-client-number.js';
import { getClient } from './get-client.js';
import { inviteClients } from './invite/invite-clients.js';
import { ClientConnection, ClientsArgs, listClients } from './list/list-clients.js';
import {
  canInviteNow,
  canRemindClientNow,
  canResendClientNow,
  canWithdrawClientNow,
} from './possible-now.js';
import { updateClient } from './update-client.js';

@Resolver(() => Client)
class ClientResolver {
  @Rule('clients.read', { connected: true })
  @Query(() => Client, {
    nullable: true,
    description: 'Fails with NOT_FOUND where the caller has no such client.',
  })
  client(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Client> {
    return getClient(ctx, id);
  }

  @Rule('clients.read', { connected: true })
  @Query(() => ClientConnection)
  clients(
    @Ctx() ctx: RequestContext,
    @Args(() => ClientsArgs) args: ClientsArgs,
  ): Promise<Connection<Client>> {
    return listClients(ctx, args);
  }

  @Rule('clients.create')
  @Query(() => ClientsPlan, {
    description:
      'What would become of each pasted address if it were given to createClients now. Changes nothing.',
  })
  clientsPlan(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ClientsPlanInput) input: ClientsPlanInput,
  ): Promise<ClientsPlan> {
    return clientsPlan(ctx, input);
  }

  @Rule('clients.create', { connected: true })
  @Query(() => String, {
    description: 'The client number that a client created now would get. It is reserved for nobody.',
  })
  nextClientNumber(
    @Ctx() ctx: RequestContext,
    @Arg('organizationId', () => ID) organizationId: string,
  ): Promise<string> {
    return nextClientNumber(ctx, organizationId);
  }

  @Rule('clients.create', { connected: true })
  @Mutation(() => CreateClientPayload, {
    description:
      'Whoever may create only clients of their own (clients.inviteOwn) is connected with the new one. An address that ' +
      'cannot be mailed now is created all the same and not invited: `invited`, `code` and `reason` say so.',
  })
  createClient(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateClientInput) input: CreateClientInput,
  ): Promise<CreateClientPayload> {
    return withRefusals(new CreateClientPayload(), () => createClient(ctx, input));
  }

  @Rule('clients.create')
  @Mutation(() => CreateClientsPayload, {
    description:
      'Creates, and if asked invites, a client of every pasted address; all of it or nothing. An address that cannot be ' +
      'mailed now is created all the same and not invited: its row says why.',
  })
  createClients(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateClientsInput) input: CreateClientsInput,
  ): Promise<CreateClientsPayload> {
    return withRefusals(new CreateClientsPayload(), () => createClients(ctx, input));
  }

  @Rule('clients.update', { connected: true })
  @Mutation(() => UpdateClientPayload, {
    description:
      'Corrects what is on file. Another address kills the link that was sent to the old one. Errors at the fields: ' +
      'TOO_LONG, BAD_ADDRESS, INVALID or REQUIRED of the number, TAKEN, TAKEN_UNCONNECTED, ALREADY_ACTIVE of the address.',
  })
  updateClient(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => UpdateClientInput) input: UpdateClientInput,
  ): Promise<UpdateClientPayload> {
    return withRefusals(new UpdateClientPayload(), () => updateClient(ctx, input));
  }

  @Rule('clients.invite', { connected: true })
  @Mutation(() => InviteClientsPayload, {
    description:
      'Makes the offer to clients who are on file and mails it; to whoever was invited before, anew. Up to 200 by id at ' +
      'once, or everybody who matches, in batches. Whom it cannot be made to, their row says why.',
  })
  inviteClients(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => InviteClientsInput) input: InviteClientsInput,
  ): Promise<InviteClientsPayload> {
    return withRefusals(new InviteClientsPayload(), () => inviteClients(ctx, input));
  }

  @FieldResolver(() => ClientStatus, { description: "As of now, by the database's clock." })
  status(@Root() client: Client): ClientStatus {
    return client.status;
  }

  @FieldResolver(() => [Program])
  programs(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Program[]> {
    return ctx.loaders.programsOfClient.load(client.id);
  }

  @FieldResolver(() => Invitation, {
    nullable: true,
    description: 'The one invitation of this client, whatever its status; null when never invited.',
  })
  invitation(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Invitation | null> {
    return ctx.loaders.invitationOfClient.load(client.id);
  }

  @FieldResolver(() => Possibility)
  canInvite(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canInviteNow(ctx, client);
  }

  @FieldResolver(() => Possibility)
  canRemind(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canRemindClientNow(ctx, client);
  }

  @FieldResolver(() => Possibility)
  canResend(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canResendClientNow(ctx, client);
  }

  @FieldResolver(() => Possibility)
  canWithdraw(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return canWithdrawClientNow(ctx, client);
  }
}

const mailingOf = (
  payload: { mailingId: string | null },
  ctx: RequestContext,
): Promise<Mailing | null> | null => (payload.mailingId ? ctx.loaders.mailing.load(payload.mailingId) : null);

@Resolver(() => CreateClientPayload)
class CreateClientPayloadResolver {
  @FieldResolver(() => Mailing, { nullable: true })
  mailing(@Root() payload: CreateClientPayload, @Ctx() ctx: RequestContext): Promise<Mailing | null> | null {
    return mailingOf(payload, ctx);
  }
}

@Resolver(() => CreateClientsPayload)
class CreateClientsPayloadResolver {
  @FieldResolver(() => Mailing, {
    nullable: true,
    description: 'The sending that was started; null when none was asked for or nobody could be invited.',
  })
  mailing(@Root() payload: CreateClientsPayload, @Ctx() ctx: RequestContext): Promise<Mailing | null> | null {
    return mailingOf(payload, ctx);
  }
}

@Resolver(() => InviteClientsPayload)
class InviteClientsPayloadResolver {
  @FieldResolver(() => Mailing, { nullable: true })
  mailing(@Root() payload: InviteClientsPayload, @Ctx() ctx: RequestContext): Promise<Mailing | null> | null {
    return mailingOf(payload, ctx);
  }
}

export const clientResolvers = [
  ClientResolver,
  CreateClientPayloadResolver,
  CreateClientsPayloadResolver,
  InviteClientsPayloadResolver,
];
