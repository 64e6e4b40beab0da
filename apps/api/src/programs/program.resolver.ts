import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { withRefusals } from '../errors.js';
import type { Connection } from '../pagination/connection.js';
import { addClientsToProgram } from './add-clients-to-program.js';
import { listPrograms, ProgramConnection, ProgramsArgs } from './list-programs.js';
import { Program } from './program.entity.js';
import { AddClientsToProgramInput, CreateProgramInput, RenameProgramInput } from './program.inputs.js';
import {
  AddClientsToProgramPayload,
  CreateProgramPayload,
  RenameProgramPayload,
} from './program.payloads.js';
import { programFor } from './program-rows.js';
import { createProgram, renameProgram } from './write-programs.js';

@Resolver(() => Program)
class ProgramResolver {
  @Rule('programs.read')
  @Query(() => Program, { nullable: true, description: 'Fails with NOT_FOUND if there is none.' })
  async program(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Program> {
    return (await programFor(ctx, id, 'programs.read')).program;
  }

  @Rule('programs.read')
  @Query(() => ProgramConnection, { description: 'By name.' })
  programs(
    @Ctx() ctx: RequestContext,
    @Args(() => ProgramsArgs) args: ProgramsArgs,
  ): Promise<Connection<Program>> {
    return listPrograms(ctx, args);
  }

  @Rule('programs.manage')
  @Mutation(() => CreateProgramPayload, { description: 'Errors at `name`: REQUIRED, TOO_LONG, TAKEN.' })
  createProgram(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateProgramInput) input: CreateProgramInput,
  ): Promise<CreateProgramPayload> {
    return withRefusals(new CreateProgramPayload(), () => createProgram(ctx, input));
  }

  @Rule('programs.manage')
  @Mutation(() => RenameProgramPayload, { description: 'Errors at `name`: REQUIRED, TOO_LONG, TAKEN.' })
  renameProgram(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RenameProgramInput) input: RenameProgramInput,
  ): Promise<RenameProgramPayload> {
    return withRefusals(new RenameProgramPayload(), () => renameProgram(ctx, input));
  }

  @Rule('programs.manage')
  @Mutation(() => AddClientsToProgramPayload, {
    description:
      'Brings clients into a program: up to 200 by id at once, or everybody who matches, in batches. Clients who are ' +
      'in it already stay in it; an id that is no client of the organization is passed over. Errors at `clientIds`: ' +
      'REQUIRED, ' +
      'TOO_MANY, INVALID when both or neither of ids and selection are given.',
  })
  addClientsToProgram(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AddClientsToProgramInput) input: AddClientsToProgramInput,
  ): Promise<AddClientsToProgramPayload> {
    return withRefusals(new AddClientsToProgramPayload(), () => addClientsToProgram(ctx, input));
  }

  @FieldResolver(() => Int, {
    description:
      "Exact up to 10,000; 10,001 means more. The viewer's own clients, for whoever sees only these.",
  })
  clientCount(@Root() program: Program, @Ctx() ctx: RequestContext): Promise<number> {
    return ctx.loaders.clientCount.load(program);
  }
}

export const programResolvers = [ProgramResolver];
