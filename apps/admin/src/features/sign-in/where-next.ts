/** The page a visitor was on the way to; only ever one of ours, whatever the address bar says. */
export function whereNext(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}
