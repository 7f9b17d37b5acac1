import type { Denial } from '#lib/domain/action.ts';
import { denialText } from '#lib/domain/denial-text.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { notVerified } from '#lib/domain/tools/verified.ts';
import type { CallOptions, Result } from '#test/local/claude-caller.ts';

/** What a tier may do, in dollars. What is left out, it has no tool for. */
export type May = { refund?: number; credit?: number; subscription?: true };

type ShopOptions = { rep?: May; manager?: May; person?: boolean; tries?: number };
type Input = Record<string, unknown>;
type Tier = 'aiRep' | 'aiManager';

/** Nora's account at Maple & Pine, behind tools that answer in the words of the real ones. */
export type FakeShop = CallOptions & { done: string[] };

const facts: Input = { orderId: '4711', email: 'nora.lane@example.com', postcode: '20001', phone: '+12025550123' };
const lines = [
  { lineId: 'L1', description: 'Wool rug, natural', paid: 8_900 },
  { lineId: 'L2', description: 'Ceramic lamp', paid: 2_450 },
];
const usd = (amountMinor: number) => formatMoney({ amountMinor, currency: 'USD' });

export function fakeShop({ rep = {}, manager, person = true, tries = 3 }: ShopOptions = {}): FakeShop {
  const may: Record<Tier, May> = { aiRep: rep, aiManager: manager ?? {} };
  const done: string[] = [];
  let tier: Tier = 'aiRep';
  let verified = false;
  let left = tries;

  const denied = (code: Denial['code'], managerMay: boolean): Result => {
    const couldDo = tier === 'aiRep' && managerMay ? 'aiManager' : person ? 'humanAgent' : undefined;
    return { content: denialText({ code, couldDo }), is_error: true };
  };
  const spend = (kind: 'refund' | 'credit', amountMinor: number, said: string): Result => {
    if (amountMinor > (may[tier][kind] ?? 0) * 100) {
      return denied('over-cap', amountMinor <= (may.aiManager[kind] ?? 0) * 100);
    }
    done.push(`${kind} ${usd(amountMinor)} by ${tier}`);
    return { content: `Done. ${said} Reference R-${done.length}. Tell the caller.` };
  };
  const account = (answer: (input: Input) => Result) => (input: Input) =>
    verified ? answer(input) : { content: notVerified.text, is_error: true };
  const order = (orderId: unknown): Result =>
    orderId === '4711'
      ? { content: orderText }
      : { content: 'This caller has no such order. Ask for the number again; do not guess.', is_error: true };

  function verify(input: Input): Result {
    if (left === 0)
      return { content: `${locked} ${person ? 'Offer a person: transfer_to_human.' : ''}`, is_error: true };
    verified = Object.entries(input).every(([kind, said]) => facts[kind] === said);
    if (verified) return { content: 'Verified. You may now use the account tools for this caller.' };
    left--;
    return { content: `Not verified: this does not fit together. ${left} tries are left.`, is_error: true };
  }
  function refund({ lineIds }: Input): Result {
    const meant = lines.filter(({ lineId }) => ((lineIds as string[] | undefined) ?? ['L1', 'L2']).includes(lineId));
    const amount = meant.reduce((sum, { paid }) => sum + paid, 0);
    if (done.some((deed) => deed.startsWith(`refund ${usd(amount)}`))) return denied('already-refunded', false);
    return spend('refund', amount, `${usd(amount)} were refunded.`);
  }
  function escalate({ reason, caseFile }: Input): Result {
    tier = 'aiManager';
    const { facts: told } = caseFile as Input;
    return { content: `Morgan, the AI manager, has taken over. You are Morgan now. Why: ${reason}\nFacts: ${told}` };
  }

  return {
    done,
    name: () => (tier === 'aiRep' ? 'Ada, the AI customer-service representative' : 'Morgan, the AI manager'),
    tools: () => [
      ...['search_knowledge', 'end_conversation', 'verify_customer', 'find_customer', 'list_orders', 'get_order'],
      ...(person ? ['transfer_to_human'] : []),
      ...(may[tier].refund === undefined ? [] : ['issue_refund']),
      ...(may[tier].credit === undefined ? [] : ['apply_credit']),
      ...(may[tier].subscription === undefined ? [] : ['change_subscription']),
      ...(manager && tier === 'aiRep' ? ['escalate_to_manager'] : []),
    ],
    results: {
      verify_customer: verify,
      find_customer: account(() => ({
        content:
          'name: Nora Lane\nsubscription sub-1: Pine Club monthly, active, 9.00 USD, may change to Pine Club light',
      })),
      list_orders: account(() => ({ content: `${orderText}\n\n${olderText}` })),
      get_order: account(({ orderId }) => order(orderId)),
      issue_refund: account(refund),
      apply_credit: account(({ amount }) => {
        const amountMinor = Math.round(Number(amount) * 100);
        return spend('credit', amountMinor, `A credit of ${usd(amountMinor)} was put on the account.`);
      }),
      change_subscription: account(({ change }) => {
        done.push(`${change} by ${tier}`);
        return { content: `Done. The subscription was changed. Reference R-${done.length}. Tell the caller.` };
      }),
      escalate_to_manager: escalate,
      transfer_to_human: { content: 'The transfer has begun. If it fails you will be told.' },
    },
  };
}

const locked =
  'Not verified, and no more tries are left in this conversation. Nothing about an account can be done here.';
const orderText = [
  'order 4711, placed 2026-10-24, shipped',
  ...lines.map(({ lineId, description, paid }) => `  line ${lineId}: 1 x ${description}, paid ${usd(paid)}`),
].join('\n');
const olderText = 'order 4600, placed 2025-09-30, delivered\n  line L1: 1 x Reading chair, paid 129.00 USD';
