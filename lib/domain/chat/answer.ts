import type { Tier } from '#lib/contracts/company-config.ts';
import { isOpen } from '#lib/domain/business-hours.ts';
import { hoursOf } from '#lib/domain/call.ts';
import { speakerOf } from '#lib/domain/deliver.ts';
import type { CallerTurn, Delivery, Reply } from '#lib/domain/dialogue.ts';
import { openingSentence } from '#lib/domain/opening-words.ts';
import { textOf } from '#lib/domain/scripts.ts';
import type { Session } from '#lib/domain/session.ts';

/** One piece of an answer, and who says it. */
export type ChatSentence = { text: string; tier: Tier; name: string };

/** What follows an answer. */
export type ChatNext =
  /** The customer may write again. */
  | 'continue'
  /** The team was told; the customer may write on meanwhile. */
  | 'handed-over'
  | 'ended';

/** The whole answer to a message: the same for each of its repeats. */
export type ChatAnswer = { turn: number; sentences: readonly ChatSentence[]; next: ChatNext };

/** The model's sentences from `from` on, as they stand. */
export const sentencesOf = (session: Session, reply: Reply | undefined, from = 0, to?: number): ChatSentence[] =>
  (reply?.sentences ?? [])
    .slice(from, to)
    .map((text, index) => sentenceBy(session, speakerOf(reply, from + index), text));

/** What we say ourselves after the model's sentences, as the turn was decided. Pure: a repeat says the same. */
export function ourWords(
  session: Session,
  turn: CallerTurn,
  reply: Reply | undefined,
  delivery: Delivery,
): ChatSentence[] {
  const tier = speakerOf(reply, delivery.to);
  const spoke = delivery.to > 0;
  const say = (...texts: string[]): ChatSentence[] => texts.map((text) => sentenceBy(session, tier, text));
  const hasTeam = delivery.closed === undefined;
  switch (delivery.lead) {
    case 'transfer':
      return say(...handOverWords(session, turn.claimedAt));
    case 'failed-person':
      return say(textOf(session, 'failedToPerson'), ...handOverWords(session, turn.claimedAt));
    case 'end':
      return spoke ? [] : say(textOf(session, 'goodbye'));
    case 'too-slow':
      return say(textOf(session, hasTeam ? 'tooSlow' : 'tooSlowNoPerson'));
    case 'refused':
      return say(textOf(session, hasTeam ? 'refusal' : 'refusalNoPerson'));
    case 'failed-again':
      return say(textOf(session, 'failedTryAgain'));
    default:
      return [];
  }
}

/** That the team was told, and when it is back where it is not there at `at` (epoch milliseconds). */
export function handOverWords({ channel, config, language }: Session, at: number): string[] {
  const told = textOf({ channel, config, language }, 'transfer');
  const hours = hoursOf(config);
  const opening = hours === undefined || isOpen(hours, at) ? undefined : openingSentence(hours, at, language);
  return opening === undefined ? [told] : [told, opening];
}

export const nextOf = ({ lead }: Delivery): ChatNext => {
  if (lead === 'end') return 'ended';
  return lead === 'transfer' || lead === 'failed-person' ? 'handed-over' : 'continue';
};

const sentenceBy = ({ config }: Session, tier: Tier, text: string): ChatSentence => ({
  text,
  tier,
  name: config.tiers[tier].name,
});
