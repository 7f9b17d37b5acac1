import { AppError } from '#lib/domain/errors.ts';
import type { LineError } from '#lib/ports/phone-lines.ts';

/** Why the carrier did not take a call. 21211 and its like: the number itself; 20429: Twilio is busy with us. */
export function refusalOf({ code, message, cause }: LineError): AppError {
  if (code === 20429 || code === 429) {
    return new AppError('rateLimited', 'The carrier is too busy with your calls.', { retryAfterSeconds: 10, cause });
  }
  if (code !== undefined && unreachable.has(code)) {
    const problem = `is refused by the carrier (Twilio ${code})`;
    return new AppError('invalid', `"to" ${problem}.`, { faults: [{ field: 'to', problem }], cause });
  }
  return new AppError('unavailable', message, { cause });
}

const unreachable: ReadonlySet<number> = new Set([21211, 21214, 21215, 21216, 21217, 13223, 13224, 13225, 13227]);
