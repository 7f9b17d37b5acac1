import { BlockList, isIPv6 } from 'node:net';
import { AppError } from '#lib/domain/errors.ts';

/**
 * Whether a source address is on the list of CIDRs; an empty list allows everybody. Twilio has no fixed addresses of its
 * own: the list is for operators who put a proxy in front. Throws AppError `misconfigured` for a bad CIDR.
 */
export function isAllowedSource(cidrs: readonly string[], address: string): boolean {
  if (cidrs.length === 0) return true;
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', bits] = cidr.split('/');
    try {
      list.addSubnet(network, Number(bits ?? (isIPv6(network) ? 128 : 32)), isIPv6(network) ? 'ipv6' : 'ipv4');
    } catch (cause) {
      throw new AppError('misconfigured', `TWILIO_ALLOWED_CIDRS holds "${cidr}", which is no CIDR.`, { cause });
    }
  }
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

export const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
