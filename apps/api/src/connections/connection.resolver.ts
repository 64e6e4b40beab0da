import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import { Client } from '../clients/client.entity.js';
import type { RequestContext } from '../context.js';
import { withRefusals } from '../errors.js';
import type { Connection as Paged } from '../pagination/connection.js';
import { PageArgs } from '../pagination/page-args.js';
import { Possibility } from '../possibility.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { connectClients } from './connect-clients.js';
import { ConnectedStaff } from './connected-staff.js';
import { Connection } from './connection.entity.js';
import { ConnectClientsInput, RemoveConnectionsInput } from './connection.inputs.js';
import { ConnectClientsPayload, RemoveConnectionsPayload } from './connection.payloads.js';
import { ConnectionStatus, connectionStatus } from './connection-status.js';
import {
  ConnectionConnection,
  ConnectionsArgs,
  connectionsOfStaff,
  listConnections,
} from './list-connections.js';
import { connectionsSeen, isOwnClient, recordOpen } from './record-open.js';
import { removeConnections } from './remove-connections.js';
import { staffToConnect } from './staff-to-connect.js';

@Resolver(() => Connection)
class ConnectionResolver {
  @Rule('clients.read', { connected: true })
  @Query(() => ConnectionConnection, {
    description: "The clients of one staff member, or the staff of one client, by the client's name.",
  })
  connections(
    @Ctx() ctx: RequestContext,
    @Args(() => ConnectionsArgs) args: ConnectionsArgs,
  ): Promise<Paged<Connection>> {
    return listConnections(ctx, args);
  }

  @Rule('connections.manage')
  @Query(() => [ConnectedStaff], {
    description: 'Whom clients can be connected with, by name; at most 20, so search.',
  })
  staffToConnect(
    @Ctx() ctx: RequestContext,
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('search', () => String, { nullable: true }) search: string | null,
  ): Promise<ConnectedStaff[]> {
    return staffToConnect(ctx, organizationId, search);
  }

  @Rule('connections.manage')
  @Mutation(() => ConnectClientsPayload, {
    description:
      'Connects each of the staff members with each of the clients: up to 200 by id at once, or everybody who matches, ' +
      'in batches.',
  })
  connectClients(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ConnectClientsInput) input: ConnectClientsInput,
  ): Promise<ConnectClientsPayload> {
    return withRefusals(new ConnectClientsPayload(), () => connectClients(ctx, input));
  }

  @Rule('connections.manage')
  @Mutation(() => RemoveConnectionsPayload, {
    description: 'Staff who see only their own clients stop seeing these at once.',
  })
  removeConnections(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RemoveConnectionsInput) input: RemoveConnectionsInput,
  ): Promise<RemoveConnectionsPayload> {
    return withRefusals(new RemoveConnectionsPayload(), () => removeConnections(ctx, input));
  }

  @FieldResolver(() => ConnectedStaff)
  staffMember(@Root() connection: Connection, @Ctx() ctx: RequestContext): Promise<ConnectedStaff | null> {
    return ctx.loaders.connectedStaff.load(connection.staffMemberId);
  }

  @FieldResolver(() => Client)
  client(@Root() connection: Connection, @Ctx() ctx: RequestContext): Promise<Client | null> {
    return ctx.loaders.client.load(connection.clientId);
  }

  @FieldResolver(() => Boolean, {
    description: 'True once both have joined, and while neither is deactivated.',
  })
  async active(@Root() connection: Connection, @Ctx() ctx: RequestContext): Promise<boolean> {
    return (await connectionStatus(ctx, connection)) === 'ACTIVE';
  }

  @FieldResolver(() => ConnectionStatus, { description: 'Whether it is active and, if not, why.' })
  status(@Root() connection: Connection, @Ctx() ctx: RequestContext): Promise<ConnectionStatus> {
    return connectionStatus(ctx, connection);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member who made it.' })
  createdBy(@Root() connection: Connection, @Ctx() ctx: RequestContext): Promise<string | null> | null {
    return connection.createdBy ? ctx.loaders.staffName.load(connection.createdBy) : null;
  }
}

@Resolver(() => Client)
class ClientConnectionsResolver {
  @FieldResolver(() => [Connection], { description: 'Oldest first, at most 100.' })
  connections(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Connection[]> {
    return connectionsSeen(ctx, client);
  }

  @FieldResolver(() => Boolean, { description: 'The viewer is connected with the client, active or not.' })
  isOwn(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<boolean> {
    return isOwnClient(ctx, client);
  }

  @FieldResolver(() => Possibility, {
    description: 'Whether the viewer may open what belongs to the care of this client.',
  })
  recordOpen(@Root() client: Client, @Ctx() ctx: RequestContext): Promise<Possibility> {
    return recordOpen(ctx, client);
  }
}

@Resolver(() => StaffMember)
class StaffMemberConnectionsResolver {
  @FieldResolver(() => ConnectionConnection, {
    nullable: true,
    description:
      "By the client's name; those of the viewer's own clients, for whoever sees only these. Null for whoever sees no clients.",
  })
  connections(
    @Root() staffMember: StaffMember,
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Paged<Connection> | null> {
    return connectionsOfStaff(ctx, staffMember, args);
  }
}

export const connectionResolvers = [
  ConnectionResolver,
  ClientConnectionsResolver,
  StaffMemberConnectionsResolver,
];
