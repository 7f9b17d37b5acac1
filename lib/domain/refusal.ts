import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { writtenNumber } from '#lib/domain/phone-number.ts';

/** Why this company does not take this ring; undefined where it does. */
export function refusalOf(
  config: CompanyConfig,
  ring: { from: string | undefined },
): 'companyDisabled' | 'callerBlocked' | 'callerAnonymous' | undefined {
  if (!config.enabled) return 'companyDisabled';
  if (ring.from === undefined) return config.anonymousCallers === 'refuse' ? 'callerAnonymous' : undefined;
  return config.blockedCallers.some((number) => writtenNumber(number) === ring.from) ? 'callerBlocked' : undefined;
}
