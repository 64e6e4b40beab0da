const key = 'anteroom.organization';

export function rememberOrganization(slug: string): void {
  window.localStorage.setItem(key, slug);
}

export function lastOrganization(): string | null {
  return window.localStorage.getItem(key);
}
