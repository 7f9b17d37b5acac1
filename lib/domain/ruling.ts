import type { Capabilities } from '#lib/contracts/company-config.ts';
import type { DenialCode } from '#lib/domain/action.ts';
import type { Allowed, Standing } from '#lib/domain/authority.ts';
import { type CapWindow, isCountable } from '#lib/domain/cap-windows.ts';
import type { Money } from '#lib/domain/money.ts';

/** What one tier may do by itself: a decision that does not yet look at who stands above. */
export type Ruling = (Omit<Allowed, 'windows'> & { windows: readonly CapWindow[] }) | Refused;
export type Refused = { kind: 'refused'; code: DenialCode; amount: Money; rule: string };

/** `amountMinor`: what it came to, where it came to an amount. */
export const refuse = ({ config }: Standing, code: DenialCode, rule: string, amountMinor = 0): Refused => ({
  kind: 'refused',
  code,
  amount: { amountMinor, currency: config.currency },
  rule,
});

type Capability = Extract<keyof typeof Capabilities.shape, `can${string}`>;

/** What every action asks first: a verified customer, and a tier that is switched on and may do this kind of thing. */
export function requireStanding(standing: Standing, capability: Capability): { customerId: string } | Refused {
  const { verified, config, tier } = standing;
  if (verified === undefined) return refuse(standing, 'not-verified', 'the caller is not verified');
  if (!isCountable(verified.customerId)) {
    return refuse(standing, 'not-verified', 'the id of the verified customer is empty, too long or broken');
  }
  if (!config.tiers[tier].enabled) return refuse(standing, 'not-allowed', `${tier} is switched off`);
  if (config.tiers[tier].capabilities[capability] !== true) {
    return refuse(standing, 'not-allowed', `${tier} has ${capability} switched off`);
  }
  return { customerId: verified.customerId };
}
