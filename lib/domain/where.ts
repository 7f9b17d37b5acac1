import type { CallerTurn, Dialogue } from '#lib/domain/dialogue.ts';
import { firstRetryPart } from '#lib/domain/pace.ts';

/**
 * Where a conversation is now: the part that comes next in an unfinished turn, or the start of the next turn. For the
 * bare webhook paths that operators type into the Twilio console, which carry no place.
 */
export function whereNow(dialogue: Dialogue): { turn: number; part: number } {
  const last = lastTaken(dialogue);
  if (last?.caller === undefined) return { turn: 1, part: 0 };
  const parts = Object.entries(last.caller.deliveries)
    .map(([part, delivery]) => ({ part: Number(part), lead: delivery.lead }))
    .sort((a, b) => a.part - b.part);
  const newest = parts.at(-1);
  if (newest === undefined) return { turn: last.turn, part: 0 };
  return newest.lead === 'continue' ? { turn: last.turn, part: newest.part + 1 } : { turn: last.turn + 1, part: 0 };
}

/** The newest turn that the caller has taken; 0 before the first. */
export const newestTurn = (dialogue: Dialogue): number => lastTaken(dialogue)?.turn ?? 0;

const lastTaken = (dialogue: Dialogue) => dialogue.turns.findLast((row) => row.caller !== undefined);

/**
 * How many sentences of a turn's reply the caller has heard before this part. Whoever was asked to say it once more hears
 * the whole answer: what a failed webhook recorded may never have been spoken.
 */
export const heardUpTo = ({ deliveries }: CallerTurn, part: number): number =>
  Object.entries(deliveries)
    .filter(([earlier]) => tryOf(Number(earlier)) === tryOf(part))
    .reduce((heard, [, { to }]) => Math.max(heard, to), 0);

const tryOf = (part: number): number => Math.floor(part / firstRetryPart);

/** How many turns right before this one were silent. */
export const consecutiveSilences = (dialogue: Dialogue, turn: number): number =>
  countBack(dialogue, turn, (row) => row.caller?.heard.kind === 'silence');

/** How many replies right before this one failed for reasons of ours. */
export const consecutiveFailures = (dialogue: Dialogue, turn: number): number =>
  countBack(dialogue, turn, ({ reply }) => reply?.status === 'failed' && reply.failure !== 'refusal');

function countBack(dialogue: Dialogue, turn: number, counts: (row: Dialogue['turns'][number]) => boolean): number {
  const before = dialogue.turns.filter((row) => row.turn < turn).reverse();
  const first = before.findIndex((row) => !counts(row));
  return first === -1 ? before.length : first;
}
