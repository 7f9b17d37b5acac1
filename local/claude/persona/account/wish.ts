import type { Language } from '#lib/domain/language.ts';
import {
  asksForRules,
  demandsRefund,
  speaksOfRefund,
  tellsDamage,
} from '#local/claude/persona/account/refund-words.ts';
import {
  asksWhere,
  changes,
  meansCard,
  namesSubscription,
  wantsCredit,
} from '#local/claude/persona/account/wish-words.ts';
import type { Turn } from '#local/claude/persona/call.ts';
import { mentions, type Words } from '#local/claude/persona/words.ts';

export type Change = keyof typeof changes;

/** What a caller may want of their account. */
export type Wish =
  | { kind: 'refund' }
  | { kind: 'credit' }
  | { kind: 'subscription'; change: Change }
  | { kind: 'whereabouts' };

/** The wish that an utterance speaks out, if it does. */
export function wishIn({ heard }: Turn, language: Language): Wish | undefined {
  const says = (words: Words) => mentions(heard, words[language]);
  const particular = says(tellsDamage) || /\d{4}/.test(heard);
  const refund = says(speaksOfRefund) && particular && !says(asksForRules);
  if (refund || says(demandsRefund)) return { kind: 'refund' };
  if (says(wantsCredit) && !says(meansCard)) return { kind: 'credit' };
  const change = (Object.keys(changes) as Change[]).find((each) => says(changes[each]));
  if (change !== undefined && says(namesSubscription)) return { kind: 'subscription', change };
  return says(asksWhere) ? { kind: 'whereabouts' } : undefined;
}
