import type { Window } from '#lib/domain/action.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import { plainEmail, plainOrderNumber, readableFacts, type SaidFacts } from '#lib/domain/said-facts.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Wrong tries in a day, over all calls: who redials does not begin anew. */
const wrongTriesADay = 9;

type GuessPorts = Pick<Ports, 'allowances'>;

/** A try at proving who the caller is, counted wherever a guesser would have to try again. */
export type Guess = { session: Session; keys: readonly string[]; actionId: string; at: string };

/** `at`: ISO time. */
export async function guessOf(session: Session, said: SaidFacts, at: string): Promise<Guess> {
  const keys = await Promise.all(
    thingsGuessedAt(session, said).map(async (thing) => `verify#${await digestOf(thing)}`),
  );
  return { session, keys: [...new Set(keys)], actionId: `${session.sessionId}#${at}`, at };
}

/** Counts a guess before it is judged: guesses side by side cannot share one. False where there have been too many. */
export async function countGuess({ allowances }: GuessPorts, { session, keys, actionId, at }: Guess): Promise<boolean> {
  const entry = { actionId, amountMinor: 1, at };
  const counted = await Promise.all(keys.map((key) => allowances.reserve(session.companyId, windowOf(key), entry)));
  return counted.every(Boolean);
}

/** A guess that was right was none. */
export async function forgetGuess({ allowances }: GuessPorts, { session, keys, actionId }: Guess): Promise<void> {
  await Promise.all(keys.map((key) => allowances.release(session.companyId, windowOf(key), actionId)));
}

/**
 * The account that is named, by each fact that names one, and the phone that calls. One number stands for two callers: its
 * owner, whom the carrier vouches for, and whoever forges it. Those who withhold theirs share none: one of them must not
 * lock out the others.
 */
function thingsGuessedAt({ callerId }: Session, said: SaidFacts): string[] {
  const { orderId, email, phone } = readableFacts(said);
  // Some say the letters in front of the number, some do not.
  const order = orderId === undefined ? [] : [`order ${plainOrderNumber(orderId).replace(/^\p{L}+(?=\p{N})/u, '')}`];
  return [
    ...order,
    ...(email === undefined ? [] : [`email ${plainEmail(email)}`]),
    ...(phone === undefined ? [] : [`phone ${toE164(phone) ?? phone.replace(/\D/g, '')}`]),
    ...(callerId === undefined ? [] : [`caller ${callerId.number} ${callerId.attested}`]),
  ];
}

const windowOf = (window: string): Window => ({
  window,
  limitMinor: wrongTriesADay,
  amountMinor: 1,
  rollingMs: 86_400_000,
  denial: 'not-verified',
  couldDo: undefined,
});

/** Facts are personal, and longer than a key may be. */
async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
