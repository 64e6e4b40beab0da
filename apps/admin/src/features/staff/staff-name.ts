interface Named {
  firstName: string;
  lastName: string;
  email?: string | null;
}

/** The name, or the address of somebody invited by address alone. */
export function staffName({ firstName, lastName, email }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (email ?? '');
}
