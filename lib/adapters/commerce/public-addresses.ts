import { type LookupAddress, type LookupAllOptions, lookup as resolveBySystem } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Finds the addresses of a name, as `dns.lookup` does when asked for all of them. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** In error codes: a name leads into a network that is nobody's shop. Nothing was sent. */
export const notPublicCode = 'ERR_ADDRESS_NOT_PUBLIC';

/** Whether an IP address is one of the public internet: not private, of this machine, link-local, or set aside by IANA. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !setAside.check(address);
  // Addresses that carry an IPv4 one (mapped, NAT64) are outside of global unicast; Teredo and 6to4 are set aside.
  return version === 6 && globalUnicast.check(address, 'ipv6') && !setAside.check(address, 'ipv6');
}

/**
 * A lookup for sockets that fails where any address of a name is not public. The socket connects to what was looked up here,
 * so that a name which is resolved otherwise a moment later changes nothing. Literal addresses are never looked up: whoever
 * takes an endpoint checks those.
 */
export const publicLookup =
  (resolve: Resolve = resolveBySystem): LookupFunction =>
  (hostname, options, found) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || first === undefined) return found(error ?? notPublic(hostname), []);
      if (!addresses.every(({ address }) => isPublicAddress(address))) return found(notPublic(hostname), []);
      return options.all ? found(null, addresses) : found(null, first.address, first.family);
    });

const notPublic = (hostname: string): Error =>
  Object.assign(new Error(`${hostname} has no public address, or one that is not.`), { code: notPublicCode });

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** IANA's special-purpose registries: https://www.iana.org/assignments/iana-ipv4-special-registry (and -ipv6-). */
const setAside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  setAside.addSubnet(network, prefix);
}
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  setAside.addSubnet(network, prefix, 'ipv6');
}
