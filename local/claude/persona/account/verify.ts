import { countFacts, type Facts, factsIn, factsOf, missingOf } from '#local/claude/persona/account/facts.ts';
import type { Matter } from '#local/claude/persona/account/matter.ts';
import { isLocked, wasVerified } from '#local/claude/persona/account/outcome.ts';
import {
  anyTwo,
  ask,
  cannotTell,
  cannotVerify,
  gladly,
  noMatch,
  ofCourse,
  oneMoment,
  sorry,
  thankYou,
  thatHelps,
  toBeSure,
} from '#local/claude/persona/account/verify-lines.ts';
import type { Call } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { type Lines, mentions } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** Finds out who is calling: undefined once that is proven, else what to ask or to try next. */
export function proveWho(call: Call, matter: Matter): Reply | undefined {
  const { language, turns } = call;
  const results = turns.flatMap((turn) => turn.results);
  if (results.some(wasVerified)) return undefined;
  if (results.some(isLocked)) return { text: withOffer(call, cannotVerify[language]) };
  const facts = factsOf(turns, language);
  const missing = missingOf(facts);
  if (missing) return askForFacts(call, matter, missing);
  const tried = results.some(({ tool, input }) => tool === 'verify_customer' && sameFacts(input as Facts, facts));
  if (tried) return { text: withOffer(call, noMatch[language]) };
  return lookUp(call, 'verify_customer', facts);
}

/** Calls a tool; the first one of a turn with a word that we are looking, so that the caller never waits in silence. */
export function lookUp(call: Call, name: string, input: object): Reply {
  const { results, language } = call;
  const opening = countFacts(factsIn(call, language)) > 0 ? thankYou : ofCourse;
  const text = `${opening[language]} ${oneMoment[language]}`;
  return { ...(results.length > 0 ? {} : { text }), tools: [{ name, input }] };
}

/** Whether the caller answers our question who they are: with a fact, or by not having one. */
export function answersWho({ said, heard, words, language }: Call): boolean {
  return (
    countFacts(factsIn({ words }, language)) > 0 || (wasAsked(said, language) && mentions(heard, cannotTell[language]))
  );
}

function askForFacts(call: Call, { wish }: Matter, missing: keyof typeof ask): Reply {
  const { language, said, results } = call;
  const told = countFacts(factsIn(call, language)) > 0;
  if (wasAsked(said, language) && !told && results.length === 0) return { text: withOffer(call, anyTwo[language]) };
  const feeling = wish.kind === 'refund' || wish.kind === 'credit' ? sorry : gladly;
  const opening = told && wasAsked(said, language) ? thatHelps : feeling;
  return { text: `${opening[language]} ${toBeSure[language]} ${ask[missing][language]}` };
}

const wasAsked = (said: string, language: keyof Lines): boolean =>
  [toBeSure, anyTwo, noMatch].some((lines) => said.includes(lines[language]));

const sameFacts = (one: Facts, other: Facts): boolean =>
  (['orderId', 'email', 'phone', 'postcode'] as const).every((key) => one[key] === other[key]);
