import type { Meaning } from '#lib/domain/claims/meaning.ts';

/** Words that a verb group reaches across, in whichever order a language puts them. */
const small: readonly Meaning[] = [
  ...(['light', 'us', 'you', 'it', 'the', 'det', 'indefinite', 'past', 'now', 'will', 'may', 'hedge', 'not'] as const),
  ...(['if', 'when', 'once', 'money', 'amount', 'whole', 'place', 'back', 'earlier', 'plan', 'general'] as const),
  ...(['goods', 'innocent', 'ask', 'offer', 'price', 'managed', 'tag', 'to'] as const),
  ...(['refund.noun', 'credit.noun', 'subscription.noun'] as const),
];

export const isSmall = ({ means }: { means: ReadonlySet<Meaning> }): boolean =>
  small.some((meaning) => means.has(meaning));
