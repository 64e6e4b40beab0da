import { isIP, isIPv4, isIPv6 } from 'node:net';

/** The address of the client as the server knows it, for the authentication library; inbound copies are dropped. */
export const CLIENT_ADDRESS_HEADER = 'x-anteroom-client-address';

/**
 * Who asks, as far as the trusted proxies are believed. Some write the port beside the address, which would make every connection
 * a client of its own; what is no address at all is taken for the proxy's.
 */
export function clientAddress({
  ip,
  socket,
}: {
  readonly ip: string;
  readonly socket: { readonly remoteAddress?: string };
}): string {
  const [, bracketed, withPort] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(ip) ?? [];
  const address = bracketed ?? withPort ?? ip;
  return isIP(address) ? address : (socket.remoteAddress ?? '');
}

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
