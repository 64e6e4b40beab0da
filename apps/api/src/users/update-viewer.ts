import type { RequestContext } from '../context.js';
import { unauthenticated } from '../errors.js';
import { readViewer } from './read-viewer.js';
import type { UpdateViewerInput, UpdateViewerPayload } from './viewer.types.js';

export async function updateViewer(
  ctx: RequestContext,
  input: UpdateViewerInput,
): Promise<UpdateViewerPayload> {
  const viewer = readViewer(ctx);
  if (!viewer) throw unauthenticated();
  await ctx.db.query('UPDATE users SET language = ?, updated_at = NOW(3) WHERE id = ?', [
    input.language,
    viewer.id,
  ]);
  return { viewer: { ...viewer, language: input.language }, errors: [] };
}
