interface Named {
  firstName?: string | null;
  lastName?: string | null;
}

/** Null for somebody without a name. */
export function fullName({ firstName, lastName }: Named): string | null {
  return [firstName, lastName].filter(Boolean).join(' ') || null;
}
