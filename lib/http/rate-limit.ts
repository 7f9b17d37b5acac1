import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';
import { minuteOf } from '#lib/ports/request-counts.ts';

/** Companies known to be over their limit, by the minute in which they are: refusing them again costs no write. */
const over = new Map<CompanyId, string>();

/**
 * One atomic write a request counts it, so that the limit holds over all functions and all their copies. Throws AppError
 * `rateLimited`. A store that cannot count lets the request in: what it asks for will tell whether the store is well.
 */
export async function requireRate(
  ports: Pick<Ports, 'requestCounts' | 'clock' | 'log'>,
  companyId: CompanyId,
  perMinute: number,
): Promise<void> {
  const now = ports.clock.now();
  if (over.get(companyId) === minuteOf(now)) throw refusal(now, perMinute);
  over.delete(companyId);
  const count = await ports.requestCounts.add(companyId, now).catch((cause: unknown) => {
    ports.log.error('request not counted', cause, { company: companyId });
    return 0;
  });
  if (count <= perMinute) return;
  over.set(companyId, minuteOf(now));
  throw refusal(now, perMinute);
}

function refusal(now: number, perMinute: number): AppError {
  const retryAfterSeconds = Math.max(1, 60 - (Math.floor(now / 1000) % 60));
  return new AppError(
    'rateLimited',
    `A company may ask ${perMinute} times a minute. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );
}
