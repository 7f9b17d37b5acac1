import { notPublicCode } from '#lib/adapters/commerce/public-addresses.ts';

/**
 * Whether an error proves that a request never left: the name was not found, nobody took the connection, or the certificate
 * was refused. Anything later may have come after the other side read the request, and proves nothing.
 */
export function certainlyNotSent(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  const { code, syscall, errors, cause: inner, detail } = cause as Record<string, unknown>;
  // Several addresses were tried: every one of them must have failed to connect.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(certainlyNotSent);
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (typeof code === 'string' && beforeSending.has(code)) return true;
  // fetch keeps its reason under `cause`, stripe-node under `detail`.
  return certainlyNotSent(inner) || certainlyNotSent(detail);
}

const beforeSending = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  notPublicCode,
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
