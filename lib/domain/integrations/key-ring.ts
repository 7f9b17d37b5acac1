import type { CompanySecret, Provider } from '#lib/contracts/integration.ts';
import type { SecretChange } from '#lib/ports/company-secrets.ts';

/** What opens a provider's door; Twilio's is of an account. */
export type Key = { key: string; accountSid?: string };

/** A provider's keys, whichever provider it is: the one in use, the next of a rotation, and the last for a while after it. */
export type KeyRing = { current: Key; next?: Key | undefined; previous?: (Key & { until: string }) | undefined };

/** Which edit of a provider's keys stands; 0 where nobody has edited them here. */
export const editionOf = (secret: CompanySecret, provider: Provider): number => secret.editions?.[provider] ?? 0;

export function keyRingOf(secret: CompanySecret, provider: Provider): KeyRing | undefined {
  switch (provider) {
    case 'TWILIO':
      return ringFrom(secret.TWILIO, ({ accountSid, authToken }) => ({ key: authToken, accountSid }));
    case 'WEBHOOK':
      return ringFrom(secret.WEBHOOK, ({ signingKey }) => ({ key: signingKey }));
    case 'ANTHROPIC':
    case 'STRIPE':
      return ringFrom(secret[provider], ({ apiKey }) => ({ key: apiKey }));
    default:
      return provider satisfies never;
  }
}

/** The change that leaves these keys, or with undefined none. */
export function toChange(provider: Provider, ring: KeyRing | undefined, edition: number): SecretChange {
  if (ring === undefined) return { provider, keys: undefined, edition };
  switch (provider) {
    case 'TWILIO': {
      const { current, next, previous } = ring;
      const toKeys = ({ key, accountSid = '' }: Key) => ({ accountSid, authToken: key });
      const rest = { ...(next && { next: toKeys(next) }) };
      const former = previous && { previous: { ...toKeys(previous), until: previous.until } };
      return { provider, keys: { current: toKeys(current), ...rest, ...former }, edition };
    }
    case 'WEBHOOK':
      return { provider, keys: pairOf(ring, (signingKey) => ({ signingKey })), edition };
    case 'ANTHROPIC':
    case 'STRIPE':
      return { provider, keys: pairOf(ring, (apiKey) => ({ apiKey })), edition };
    default:
      return provider satisfies never;
  }
}

/** Whether two rings open the same doors. */
export const isSameRing = (a: KeyRing | undefined, b: KeyRing | undefined): boolean =>
  isSameKey(a?.current, b?.current) && isSameKey(a?.next, b?.next) && isSameKey(a?.previous, b?.previous);

export const isSameKey = (a: Key | undefined, b: Key | undefined): boolean =>
  a?.key === b?.key && a?.accountSid === b?.accountSid;

type Stored<Keys> = { current: Keys; next?: Keys | undefined; previous?: (Keys & { until: string }) | undefined };

function ringFrom<Keys>(stored: Stored<Keys> | undefined, toKey: (keys: Keys) => Key): KeyRing | undefined {
  if (stored === undefined) return undefined;
  const { current, next, previous } = stored;
  return {
    current: toKey(current),
    ...(next && { next: toKey(next) }),
    ...(previous && { previous: { ...toKey(previous), until: previous.until } }),
  };
}

const pairOf = <Keys>({ current, next }: KeyRing, toKeys: (key: string) => Keys): { current: Keys; next?: Keys } => ({
  current: toKeys(current.key),
  ...(next && { next: toKeys(next.key) }),
});
