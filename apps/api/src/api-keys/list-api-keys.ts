import { ArgsType, Field, ID } from 'type-graphql';
import type { RequestContext } from '../context.js';
import { notFound } from '../errors.js';
import { isId } from '../id.js';
import type { Attempt } from '../pagination/attempt.js';
import { COUNT_LIMIT, type Connection, connectionTypeOf, toConnection } from '../pagination/connection.js';
import { countUpTo } from '../pagination/count-up-to.js';
import { listByKeyset } from '../pagination/list-by-keyset.js';
import { PageArgs, readPage } from '../pagination/page-args.js';
import { authorize } from '../staff/authorize.js';
import { ApiKey } from './api-key.entity.js';
import { API_KEY_COLUMNS, toApiKey } from './read-api-keys.js';

export const ApiKeyConnection = connectionTypeOf('ApiKey', () => ApiKey);

@ArgsType()
export class ApiKeysArgs extends PageArgs {
  @Field(() => ID)
  organizationId!: string;
}

/** Newest first; expired and revoked ones are among them. */
export async function listApiKeys(ctx: RequestContext, args: ApiKeysArgs): Promise<Connection<ApiKey>> {
  if (!isId(args.organizationId)) throw notFound();
  await authorize(ctx, args.organizationId, 'apiKeys.manage');
  const page = readPage(args, 'CREATED_AT', 'moment');
  const attempt: Attempt = {
    branches: [
      {
        from: 'api_keys k FORCE INDEX (ix_api_keys_created)',
        where: 'k.organization_id = ?',
        params: [args.organizationId],
        key: 'k.created_at',
        id: 'k.id',
      },
    ],
    scan: null,
  };
  const listed = await listByKeyset(
    ctx.db,
    {
      order: 'CREATED_AT',
      direction: 'DESC',
      attempts: [attempt],
      columns: API_KEY_COLUMNS,
      join: 'STRAIGHT_JOIN api_keys k ON k.id = p.id',
    },
    page,
    toApiKey,
  );
  return toConnection(listed, () => countUpTo(ctx.db, attempt, COUNT_LIMIT + 1));
}
