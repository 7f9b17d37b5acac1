import type { Denial, DenialCode } from '#lib/domain/action.ts';

/**
 * A denial as the model reads it. It names no amount and no rule: what the model does not know, nobody can talk it into
 * telling. An order of somebody else reads as one that does not exist.
 */
export const denialText = ({ code, couldDo }: Denial): string => {
  const { why, cure } = reasons[code];
  const shown = code === 'not-theirs' ? 'unknown-order' : code;
  return `Nothing was done (${shown}). ${why} ${couldDo === undefined ? (cure ?? nobody) : above[couldDo]}`;
};

const above = {
  aiManager: 'The AI manager could do this: use escalate_to_manager.',
  humanAgent: 'A person could look into this: offer it, and use transfer_to_human if the caller wants that.',
} as const satisfies Record<NonNullable<Denial['couldDo']>, string>;

const nobody = 'Nobody on this line can do it: say so plainly, and promise nothing.';

const unknownOrder = {
  why: 'This caller has no order with that number.',
  cure: 'Ask for the number again, or look with list_orders; do not guess.',
};

/** Why, in plain words; and what puts it right, where something does. */
const reasons: Record<DenialCode, { why: string; cure?: string }> = {
  'no-shop': { why: 'The company has no shop connected here, so that no account action is possible.' },
  'not-verified': { why: 'The caller is not verified.', cure: 'Use verify_customer first.' },
  'not-theirs': unknownOrder,
  'unknown-order': unknownOrder,
  'unknown-line': {
    why: 'The order has no such line.',
    cure: 'Read the order with get_order and use its line ids, or leave them out for the whole order.',
  },
  'unknown-subscription': {
    why: 'This caller has no such subscription, or has several and none was named.',
    cure: 'Read them with find_customer, ask which one is meant, and give its subscriptionId.',
  },
  'not-allowed': { why: 'This is not yours to do.' },
  'over-cap': { why: 'It is more than you may give at once. Do not split it into smaller amounts.' },
  'over-session-cap': { why: 'With what was given in this conversation already, it is more than you may give.' },
  'over-customer-cap': { why: 'With what this customer was given lately, it is more than you may give.' },
  'over-company-cap': { why: 'No more can be given in this way today.' },
  'already-refunded': { why: 'Nothing is left to refund here: it was given back already, or is being given back now.' },
  'too-old': { why: 'The order is too old for a refund here.' },
  'wrong-currency': { why: 'The order was paid in another currency than the one refunded here.' },
  'bad-amount': {
    why: 'That is no amount that can be given: it must be more than nothing and in whole coins of the currency.',
    cure: 'Ask again with such an amount.',
  },
  'no-change': {
    why: 'The subscription is like that already, or that plan is not offered for it.',
    cure: 'Read it with find_customer, say how it stands, and ask what the caller wants.',
  },
};
