import { fullName } from '../../page/person-name';

/** The name, or the address of somebody invited by address alone. */
export function staffName(member: Parameters<typeof fullName>[0] & { email?: string | null }): string {
  return fullName(member) ?? member.email ?? '';
}
