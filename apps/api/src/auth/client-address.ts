import { isIPv4, isIPv6 } from 'node:net';

/** The address of the client as the server knows it, for the authentication library; inbound copies are dropped. */
export const CLIENT_ADDRESS_HEADER = 'x-anteroom-client-address';

/** What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, since that is what one client has. */
export function normalizeIP(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
