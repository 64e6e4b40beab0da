import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Rule } from '../auth/rule.js';
import type { RequestContext } from '../context.js';
import { withRefusals } from '../errors.js';
import type { Connection } from '../pagination/connection.js';
import { ApiKey, ApiKeyStatus } from './api-key.entity.js';
import { CreateApiKeyInput, RevokeApiKeyInput, RotateApiKeyInput } from './api-key.inputs.js';
import {
  ApiClient,
  CreateApiKeyPayload,
  RevokeApiKeyPayload,
  RotateApiKeyPayload,
} from './api-key.payloads.js';
import { createApiKey } from './create-api-key.js';
import { ApiKeyConnection, ApiKeysArgs, listApiKeys } from './list-api-keys.js';
import { readApiClient } from './read-api-client.js';
import { managedApiKey } from './read-api-keys.js';
import { revokeApiKey } from './revoke-api-key.js';
import { rotateApiKey } from './rotate-api-key.js';

@Resolver(() => ApiKey)
class ApiKeyResolver {
  @Rule('public')
  @Query(() => ApiClient, {
    nullable: true,
    description: 'For a partner app to ask what its key may do, and where; null without a key.',
  })
  apiClient(@Ctx() ctx: RequestContext): Promise<ApiClient | null> {
    return readApiClient(ctx);
  }

  @Rule('apiKeys.manage')
  @Query(() => ApiKey, { nullable: true, description: 'Fails with NOT_FOUND if there is none.' })
  async apiKey(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<ApiKey> {
    return (await managedApiKey(ctx, id)).apiKey;
  }

  @Rule('apiKeys.manage')
  @Query(() => ApiKeyConnection, { description: 'Newest first; expired and revoked ones are among them.' })
  apiKeys(
    @Ctx() ctx: RequestContext,
    @Args(() => ApiKeysArgs) args: ApiKeysArgs,
  ): Promise<Connection<ApiKey>> {
    return listApiKeys(ctx, args);
  }

  @Rule('apiKeys.manage')
  @Mutation(() => CreateApiKeyPayload, {
    description: 'Makes a key for a partner app. The answer holds its secret, which cannot be had again.',
  })
  createApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    return withRefusals(new CreateApiKeyPayload(), () => createApiKey(ctx, input));
  }

  @Rule('apiKeys.manage')
  @Mutation(() => RotateApiKeyPayload, {
    description: 'Gives the key a new secret; the old one goes on working for the grace that is asked for.',
  })
  rotateApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RotateApiKeyInput) input: RotateApiKeyInput,
  ): Promise<RotateApiKeyPayload> {
    return withRefusals(new RotateApiKeyPayload(), () => rotateApiKey(ctx, input));
  }

  @Rule('apiKeys.manage')
  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends the key at once. The links of the open invitations it sent close with it.',
  })
  revokeApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload> {
    return withRefusals(new RevokeApiKeyPayload(), () => revokeApiKey(ctx, input));
  }

  @FieldResolver(() => ApiKeyStatus, { description: "As of now, by the database's clock." })
  status(@Root() apiKey: ApiKey): ApiKeyStatus {
    return apiKey.status;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'Until when the secret before the last rotation still works; null when it does not.',
  })
  graceUntil(@Root() apiKey: ApiKey): Date | null {
    return apiKey.graceUntil;
  }

  @FieldResolver(() => [String])
  permissions(@Root() apiKey: ApiKey, @Ctx() ctx: RequestContext): Promise<string[]> {
    return ctx.loaders.keyPermissions.load(apiKey.staffMemberId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the staff member.' })
  createdBy(@Root() apiKey: ApiKey, @Ctx() ctx: RequestContext): Promise<string | null> {
    return ctx.loaders.staffName.load(apiKey.createdBy);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whoever made it is deactivated, but was shown a secret that still works: rotate or revoke it.',
  })
  outlivesCreator(@Root() apiKey: ApiKey): boolean {
    return apiKey.outlivesCreator;
  }

  @FieldResolver(() => Int, {
    description:
      'Open invitations whose links would close if the key were revoked, exact up to 10,000; 10,001 means more.',
  })
  openInvitationCount(@Root() apiKey: ApiKey, @Ctx() ctx: RequestContext): Promise<number> {
    return ctx.loaders.openInvitationsSentBy.load(apiKey.staffMemberId);
  }
}

export const apiKeyResolvers = [ApiKeyResolver];
