import type { RequestContext } from '../context.js';
import type { Language } from '../organizations/language.js';
import type { ViewerView } from './viewer.types.js';

export function readViewer({ viewer }: RequestContext): ViewerView | null {
  if (!viewer) return null;
  return {
    id: viewer.userId,
    email: viewer.email,
    name: viewer.name,
    language: viewer.language as Language | null,
  };
}
