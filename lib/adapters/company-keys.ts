import type { CompanySecret } from '#lib/contracts/integration.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';

/** All keys whose signatures are accepted: while a rotation is under way, the old and the new one. */
export function twilioKeysOf(secret: CompanySecret | undefined): readonly TwilioKeys[] | undefined {
  const keys = secret?.TWILIO;
  if (keys === undefined) return undefined;
  return keys.next === undefined ? [keys.current] : [keys.current, keys.next];
}

/** The key we call with: `current` until the rotation is done. */
export const anthropicKeyOf = (secret: CompanySecret | undefined): string | undefined =>
  secret?.ANTHROPIC?.current.apiKey;

/** The key with which a company's shop is asked: `current` until the rotation is done. */
export const commerceKeyOf = (secret: CompanySecret | undefined, provider: 'WEBHOOK' | 'STRIPE'): string | undefined =>
  provider === 'WEBHOOK' ? secret?.WEBHOOK?.current.signingKey : secret?.STRIPE?.current.apiKey;
