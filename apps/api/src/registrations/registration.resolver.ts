import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { withRefusals } from '../errors.js';
import { Organization } from '../organizations/organization.entity.js';
import type { Connection } from '../pagination/connection.js';
import { approveRegistrations } from './answer/approve-registrations.js';
import { declineRegistrations } from './answer/decline-registrations.js';
import {
  countWaiting,
  listRegistrations,
  RegistrationConnection,
  RegistrationsArgs,
} from './list-registrations.js';
import { registrationPage } from './register/registration-token.js';
import { Registration } from './registration.entity.js';
import { ApproveRegistrationsInput, DeclineRegistrationsInput } from './registration.inputs.js';
import {
  ApproveRegistrationsPayload,
  DeclineRegistrationsPayload,
  RegistrationMatch,
} from './registration.payloads.js';

/** What staff see of requests, and how they answer them. */
@Resolver(() => Registration)
class RegistrationResolver {
  @Rule('registrations.manage')
  @Query(() => RegistrationConnection, {
    description: 'Requests to become a client; the longest waiting first.',
  })
  registrations(
    @Ctx() ctx: RequestContext,
    @Args(() => RegistrationsArgs) args: RegistrationsArgs,
  ): Promise<Connection<Registration>> {
    return listRegistrations(ctx, args);
  }

  @Rule('registrations.manage')
  @Mutation(() => ApproveRegistrationsPayload, {
    description:
      'Makes active clients of the applicants and mails them. Codes of a row: NOT_FOUND, ALREADY_APPROVED, ALREADY_DECLINED, ' +
      'CLIENT_NOT_FOUND, CLIENT_HAS_USER, CLIENT_DEACTIVATED, ADDRESS_TAKEN; of the number: TAKEN, INVALID, TOO_LONG.',
  })
  approveRegistrations(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ApproveRegistrationsInput) input: ApproveRegistrationsInput,
  ): Promise<ApproveRegistrationsPayload> {
    return withRefusals(new ApproveRegistrationsPayload(), () => approveRegistrations(ctx, input));
  }

  @Rule('registrations.manage')
  @Mutation(() => DeclineRegistrationsPayload, {
    description: 'Declines requests, and mails that in neutral words.',
  })
  declineRegistrations(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => DeclineRegistrationsInput) input: DeclineRegistrationsInput,
  ): Promise<DeclineRegistrationsPayload> {
    return withRefusals(new DeclineRegistrationsPayload(), () => declineRegistrations(ctx, input));
  }

  @FieldResolver(() => [RegistrationMatch], {
    description: 'Clients on file with the same address or name, at most five; only while the request waits.',
  })
  matches(@Root() registration: Registration, @Ctx() ctx: RequestContext): Promise<RegistrationMatch[]> | [] {
    return registration.status === 'WAITING' ? ctx.loaders.registrationMatches.load(registration) : [];
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member who answered.' })
  decidedByName(
    @Root() { decidedBy }: Registration,
    @Ctx() ctx: RequestContext,
  ): Promise<string | null> | null {
    return decidedBy ? ctx.loaders.staffMemberName.load(decidedBy) : null;
  }
}

@Resolver(() => Organization)
class OrganizationRegistrationResolver {
  @FieldResolver(() => String, { description: 'Address of the page on which people register, to be shared.' })
  registrationPage(@Root() { slug }: Organization, @Ctx() ctx: RequestContext): string {
    return registrationPage(ctx.config, slug);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Requests to become a client that wait now, exact up to 10,000; 10,001 means more. Null for whoever may not answer them.',
  })
  waitingRegistrationCount(@Root() { id }: Organization, @Ctx() ctx: RequestContext): Promise<number | null> {
    return countWaiting(ctx, id);
  }
}

export const registrationResolvers = [RegistrationResolver, OrganizationRegistrationResolver];
