import type { Meaning } from '#lib/domain/claims/meaning.ts';

/** Words that a verb group reaches across, in whichever order a language puts them. */
const small: ReadonlySet<Meaning> = new Set([
  ...(['light', 'us', 'you', 'it', 'the', 'det', 'indefinite', 'past', 'now', 'will', 'may', 'hedge', 'not'] as const),
  ...(['if', 'when', 'once', 'money', 'amount', 'whole', 'place', 'back', 'earlier', 'plan', 'general'] as const),
  ...([
    'goods',
    'innocent',
    'ask',
    'offer',
    'price',
    'managed',
    'tag',
    'to',
    'number',
    'limit',
    'query',
    'charge',
  ] as const),
  ...(['refund.noun', 'credit.noun', 'subscription.noun'] as const),
]);

export function isSmall({ means }: { means: ReadonlySet<Meaning> }): boolean {
  for (const meaning of means) if (small.has(meaning)) return true;
  return false;
}
