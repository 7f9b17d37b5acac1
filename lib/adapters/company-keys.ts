import type { CompanySecret } from '#lib/contracts/integration.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';

/** All keys whose signatures are accepted: the current one first, then the next of a rotation, and the last for a while. */
export function twilioKeysOf(secret: CompanySecret | undefined, now: number): readonly TwilioKeys[] | undefined {
  const keys = secret?.TWILIO;
  if (keys === undefined) return undefined;
  const { current, next, previous } = keys;
  const former = previous !== undefined && now < Date.parse(previous.until) ? [withoutEnd(previous)] : [];
  return [current, ...(next === undefined ? [] : [next]), ...former];
}

const withoutEnd = ({ accountSid, authToken }: TwilioKeys): TwilioKeys => ({ accountSid, authToken });

/** The key we call with: `current` until the rotation is done. */
export const anthropicKeyOf = (secret: CompanySecret | undefined): string | undefined =>
  secret?.ANTHROPIC?.current.apiKey;

/** The keys of a company's shop: while a rotation is under way, the old and the new one. */
export function commerceKeysOf(
  secret: CompanySecret | undefined,
  provider: 'WEBHOOK' | 'STRIPE',
): readonly [string, ...string[]] | undefined {
  if (provider === 'WEBHOOK') return bothOf(secret?.WEBHOOK, ({ signingKey }) => signingKey);
  return bothOf(secret?.STRIPE, ({ apiKey }) => apiKey);
}

function bothOf<Keys>(
  keys: { current: Keys; next?: Keys | undefined } | undefined,
  pick: (keys: Keys) => string,
): readonly [string, ...string[]] | undefined {
  if (keys === undefined) return undefined;
  return keys.next === undefined ? [pick(keys.current)] : [pick(keys.current), pick(keys.next)];
}
