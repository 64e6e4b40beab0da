/** Where in a keyset list we are: at its beginning, behind a row, or before one. */
export interface Paging {
  after?: string;
  before?: string;
}

const pageSize = 50;

export function readPaging(params: URLSearchParams): Paging {
  const after = params.get('after');
  const before = params.get('before');
  if (after) return { after };
  return before ? { before } : {};
}

export function writePaging(params: URLSearchParams, { after, before }: Paging): void {
  params.delete('after');
  params.delete('before');
  if (after) params.set('after', after);
  else if (before) params.set('before', before);
}

/** The arguments of a Relay connection for that place. */
export function pageArguments({ after, before }: Paging) {
  return before ? { last: pageSize, before } : { first: pageSize, after: after ?? null };
}
