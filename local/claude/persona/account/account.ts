import { asksToConfirm } from '#local/claude/persona/account/confirm.ts';
import { credit, creditNamed } from '#local/claude/persona/account/credit.ts';
import { findOrders } from '#local/claude/persona/account/find-item.ts';
import { doYouMean, itemIn } from '#local/claude/persona/account/item.ts';
import { type Matter, openMatter } from '#local/claude/persona/account/matter.ts';
import { refund } from '#local/claude/persona/account/refund.ts';
import { subscription } from '#local/claude/persona/account/subscription.ts';
import { answersWho, proveWho } from '#local/claude/persona/account/verify.ts';
import { whereabouts } from '#local/claude/persona/account/whereabouts.ts';
import { wishIn } from '#local/claude/persona/account/wish.ts';
import type { Call } from '#local/claude/persona/call.ts';
import type { FollowUp, Intent } from '#local/claude/persona/intent.ts';
import { goodThen } from '#local/claude/persona/offer.ts';
import { namesAnOrder } from '#local/claude/persona/order.ts';
import { unknown } from '#local/claude/persona/unknown.ts';
import { mentions } from '#local/claude/persona/words.ts';
import { no, yes } from '#local/claude/persona/yes-no.ts';
import type { Reply } from '#local/claude/reply.ts';

/** Orders, refunds, credits and subscriptions: first who is calling, then step by step what they wish. */
export const account: Intent = {
  name: 'account',
  recognises: (call) =>
    call.offers('verify_customer') && (wishIn(call, call.language) !== undefined || namesAnOrder(call, call.language)),
  reply: nextStep,
};

/** What the caller says to a question of ours about such a matter. */
export const accountAnswer: Intent = {
  name: 'accountAnswer',
  recognises: (call) => {
    const matter = call.offers('verify_customer') ? openMatter(call) : undefined;
    return matter !== undefined && (answersWho(call) || answersWhat(call, matter));
  },
  reply: (call) => (declines(call) ? { text: goodThen[call.language] } : nextStep(call)),
};

/** Goes on once one of the tools has answered. */
export const accountFollowUps: readonly FollowUp[] = [
  'verify_customer',
  'find_customer',
  'list_orders',
  'get_order',
  'issue_refund',
  'apply_credit',
  'change_subscription',
].map((tool) => ({ tool, reply: (call) => nextStep(call) ?? unknown(call) }));

/**
 * The next step of the matter that is open. It is found anew each time from the whole conversation, so that it makes no
 * difference whether the caller spoke, a tool answered, or the manager took over.
 */
export function nextStep(call: Call): Reply | undefined {
  const matter = openMatter(call);
  return matter && (proveWho(call, matter) ?? carryOn(call, matter));
}

function carryOn(call: Call, matter: Matter): Reply {
  const { wish } = matter;
  switch (wish.kind) {
    case 'refund':
      return refund(call, matter);
    case 'credit':
      return credit(call, matter);
    case 'subscription':
      return subscription(call, matter, wish.change);
    case 'whereabouts':
      return whereabouts(call, matter);
    default:
      return wish satisfies never;
  }
}

function answersWhat(call: Call, matter: Matter): boolean {
  const { language, said, heard } = call;
  if (asksToConfirm(said, language)) return mentions(heard, yes[language]) || declines(call);
  if (matter.wish.kind === 'credit') return creditNamed(call, language) !== undefined;
  if (!said.includes(doYouMean[language])) return false;
  const orders = findOrders(call, matter);
  return 'found' in orders && itemIn(orders.found, call, language) !== undefined;
}

const declines = ({ said, heard, language }: Call): boolean =>
  asksToConfirm(said, language) && mentions(heard, no[language]);
