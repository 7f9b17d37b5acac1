import type { CreditWish, Standing } from '#lib/domain/authority.ts';
import { capWindows } from '#lib/domain/cap-windows.ts';
import { capMinor } from '#lib/domain/caps.ts';
import { formatMoney, toMinor } from '#lib/domain/money.ts';
import { type Ruling, refuse, requireStanding } from '#lib/domain/ruling.ts';

/** A credit is the model's own number, so all that holds it is the cap: of one credit, and of many together. */
export function ruleOnCredit(standing: Standing, { amountMajor }: CreditWish): Ruling {
  const standingOf = requireStanding(standing, 'canApplyCredits');
  if ('kind' in standingOf) return standingOf;
  const { config, tier } = standing;
  const { currency } = config;
  const amountMinor = toMinor(amountMajor, currency);
  if (amountMinor === undefined || amountMinor === 0) {
    return refuse(standing, 'bad-amount', `a credit must be more than nothing and in whole coins of ${currency}`);
  }
  const cap = capMinor(config.tiers[tier].capabilities.maxCreditAmount, currency);
  const amount = { amountMinor, currency };
  const compared = `${formatMoney(amount)} against the ${formatMoney({ amountMinor: cap, currency })} of ${tier} for one credit`;
  if (amountMinor > cap) return refuse(standing, 'over-cap', `over the cap: ${compared}`, amountMinor);
  const { customerId } = standingOf;
  return {
    kind: 'allowed',
    amount,
    command: { kind: 'credit', customerId, amountMinor, currency },
    windows: capWindows(standing, 'credit', customerId, { amountMinor, capMinor: cap }),
    rule: `within the cap: ${compared}`,
    beforeMinor: 0,
    afterMinor: amountMinor,
  };
}
