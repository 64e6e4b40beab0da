/** How long a key can be valid, in days. */
export const validDays = { month: 30, quarter: 90, year: 365, never: null } as const;
export type Validity = keyof typeof validDays;
