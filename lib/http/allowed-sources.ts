import { BlockList, isIP, isIPv6 } from 'node:net';
import { AppError } from '#lib/domain/errors.ts';

/**
 * Whether a source address is on the list of CIDRs; an empty list allows everybody. Twilio has no fixed addresses of its
 * own: the list is for operators who put a proxy in front. Throws AppError `misconfigured` for a bad CIDR.
 */
export function isAllowedSource(cidrs: readonly string[], address: string): boolean {
  if (cidrs.length === 0) return true;
  const list = new BlockList();
  for (const cidr of cidrs) addCidr(list, cidr);
  return holds(list, address);
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export const isLoopback = (address: string): boolean => holds(loopback, address);

function addCidr(list: BlockList, cidr: string): void {
  const [, network = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(cidr) ?? [];
  const family = familyOf(network);
  try {
    list.addSubnet(network, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  } catch (cause) {
    throw new AppError('misconfigured', `TWILIO_ALLOWED_CIDRS holds "${cidr}", which is no CIDR.`, { cause });
  }
}

/** An IPv4 address in IPv6 clothes is found among the IPv4 ones; what is no address is found nowhere. */
const holds = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, familyOf(address));

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
