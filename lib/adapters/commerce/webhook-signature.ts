import { createHmac, timingSafeEqual } from 'node:crypto';
import { signatureToleranceSeconds } from '#lib/contracts/commerce-webhook.ts';

/** The CS-AI-Signature of a body: one v1 for each key, two while keys are being changed. */
export function signCommerceRequest(keys: readonly string[], body: string, atSeconds: number): string {
  return [`t=${atSeconds}`, ...keys.map((key) => `v1=${hmac(key, atSeconds, body)}`)].join(',');
}

export type SignatureVerdict = 'signed' | 'malformed' | 'wrong' | 'out-of-time';

/**
 * Whether a body was signed with one of the keys, not longer ago (or further ahead) than receivers tolerate. Timing-safe, and
 * every key and every v1 is tried, so that the time taken does not tell which one matched.
 */
export function verifyCommerceRequest(
  keys: readonly string[],
  body: string,
  header: string | undefined,
  nowSeconds: number,
): SignatureVerdict {
  const fields = (header ?? '').split(',').map((field) => field.trim().split('='));
  const times = fields.flatMap(([name, value]) =>
    name === 't' && /^\d{1,12}$/.test(value ?? '') ? [Number(value)] : [],
  );
  const sent = fields.flatMap(([name, value]) => (name === 'v1' && value !== undefined ? [value] : []));
  const [time] = times;
  if (time === undefined || times.length > 1 || sent.length === 0 || sent.length > 5) return 'malformed';
  const matches = keys.flatMap((key) => sent.map((signature) => isSame(signature, hmac(key, time, body))));
  if (!matches.includes(true)) return 'wrong';
  return Math.abs(nowSeconds - time) > signatureToleranceSeconds ? 'out-of-time' : 'signed';
}

const hmac = (key: string, atSeconds: number, body: string): string =>
  createHmac('sha256', key).update(`${atSeconds}.${body}`).digest('hex');

function isSame(sent: string, right: string): boolean {
  const [a, b] = [Buffer.from(sent), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
