import type { Integration, Provider } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import { adviceOn } from '#lib/domain/integrations/advice.ts';
import type { Key } from '#lib/domain/integrations/key-ring.ts';
import type { ProviderChecks } from '#lib/ports/provider-checks.ts';

const provider: Provider = 'TWILIO';

/** Whether a row says already that this number is the company's, on this account. */
export const isHeld = (
  row: Integration | undefined,
  phoneNumber: string,
  key: Key,
  standing: Key | undefined,
): boolean => row?.phoneNumber === phoneNumber && (row.accountSid ?? standing?.accountSid) === key.accountSid;

/**
 * That the number is one of the Twilio account that the key opens. Calls are routed by the number alone: whoever could claim
 * any would keep its owner out, and get what is signed for nobody. Throws AppError `invalid`, or `unavailable` where Twilio
 * does not tell.
 */
export async function requireOwnNumber(
  checks: Pick<ProviderChecks, 'twilio'>,
  { key, accountSid = '' }: Key,
  phoneNumber: string,
): Promise<void> {
  const asked = { keys: { accountSid, authToken: key }, phoneNumber, urls: undefined, set: false };
  const findings = (await checks.twilio(asked)).filter(({ check }) => check === 'account' || check === 'number');
  for (const finding of findings) {
    if (finding.state === 'passed') continue;
    const { check, state, fault } = finding;
    const advice = adviceOn(provider, check, fault);
    if (state === 'unknown') {
      throw new AppError('unavailable', `Twilio did not tell whether the number is the account's. ${advice}`, {
        expose: true,
      });
    }
    const field = check === 'number' ? 'credentials.phoneNumber' : 'credentials.authToken';
    const problem = `${check === 'number' ? 'must be a number of the account' : 'must open the account'}: ${advice}`;
    throw new AppError('invalid', `In the body: "${field}" ${problem}`, { faults: [{ field, problem }] });
  }
}
