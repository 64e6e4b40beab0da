interface Named {
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
}

/** "Ada de Vries"; null when no name is known. */
export function fullName({ firstName, lastName }: Named): string | null {
  return [firstName, lastName].filter(Boolean).join(' ') || null;
}

/** What a client is called in a label: the name, else the address, else the number. */
export function whoIs(client: Named & { email?: string | null | undefined; number: string }): string {
  return fullName(client) ?? client.email ?? client.number;
}
