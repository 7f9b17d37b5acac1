import type { Ports } from '#lib/ports/ports.ts';

/** What began so long ago and has no end never will: milliseconds. */
const staleMs = 24 * 3_600_000;

/** Whether a call or a conversation is not over yet. */
export const goesOn = (
  { clock }: Pick<Ports, 'clock'>,
  one: { startedAt: string; endedAt?: string } | undefined,
): boolean => one !== undefined && one.endedAt === undefined && clock.now() - Date.parse(one.startedAt) < staleMs;
