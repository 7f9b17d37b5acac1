import { AppError } from '#lib/domain/errors.ts';
import type { Ports } from '#lib/ports/ports.ts';
import { minuteOf } from '#lib/ports/request-counts.ts';
import type { Member } from '#lib/ports/tokens.ts';

/** Whoever is known to be over the limit, by the minute in which they are: refusing them again costs no write. */
const over = new Map<string, string>();

/**
 * One atomic write a request counts it, so that the limit holds over all functions and all their copies. Throws AppError
 * `rateLimited`. A store that cannot count lets the request in: what it asks for will tell whether the store is well.
 */
export async function requireRate(
  ports: Pick<Ports, 'requestCounts' | 'clock' | 'log'>,
  member: Pick<Member, 'companyId' | 'role'>,
  perMinute: number,
): Promise<void> {
  const now = ports.clock.now();
  const asker = askerOf(member);
  if (over.get(asker) === minuteOf(now)) throw refusal(now, perMinute);
  over.delete(asker);
  const count = await ports.requestCounts.add(asker, now).catch((cause: unknown) => {
    ports.log.error('request not counted', cause, { company: member.companyId });
    return 0;
  });
  if (count <= perMinute) return;
  over.set(asker, minuteOf(now));
  throw refusal(now, perMinute);
}

/** Visitors of a company's pages are counted apart: a flood of theirs must not keep out who would switch the company off. */
const askerOf = ({ companyId, role }: Pick<Member, 'companyId' | 'role'>): string =>
  role === 'chat' ? `${companyId}#chat` : companyId;

function refusal(now: number, perMinute: number): AppError {
  const retryAfterSeconds = Math.max(1, 60 - (Math.floor(now / 1000) % 60));
  return new AppError(
    'rateLimited',
    `A company may ask ${perMinute} times a minute. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );
}
