import { NonRetryableFetchError } from 'aws-jwt-verify/error';

const timeoutMs = 3_000;
/** An issuer has a handful of keys, a kilobyte each. */
const maxBytes = 256 * 1024;

/**
 * The issuer's keys. Unlike the fetcher of aws-jwt-verify it speaks plain http too, which the desk's issuer needs; that
 * nobody else does is for whoever reads the settings to see.
 */
export async function fetchKeys(url: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    const keys = await response.arrayBuffer();
    if (keys.byteLength > maxBytes) throw new Error(`It answered ${keys.byteLength} bytes.`);
    return keys;
  } catch (cause) {
    throw new NonRetryableFetchError(url, cause);
  }
}
