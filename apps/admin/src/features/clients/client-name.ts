interface Named {
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
}

/** "Ada de Vries"; null when the organization knows no name. */
export function clientName({ firstName, lastName }: Named): string | null {
  return [firstName, lastName].filter(Boolean).join(' ') || null;
}
