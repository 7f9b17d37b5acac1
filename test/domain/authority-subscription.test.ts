import { describe, expect, test } from 'vitest';
import { decideSubscription, type Standing } from '#lib/domain/authority.ts';
import type { Customer, Subscription, SubscriptionChange } from '#lib/domain/commerce.ts';
import { allowed, configOf, customerOf, standingOf, subscriptionOf } from '#test/domain/authority-samples.ts';

type Asked = { subscriptionId?: string; customer?: Customer | undefined; standing?: Partial<Standing> };

const decide = (change: SubscriptionChange, { customer = customerOf(), standing, subscriptionId }: Asked = {}) =>
  decideSubscription(
    standingOf(standing),
    { kind: 'subscription', change, ...(subscriptionId === undefined ? {} : { subscriptionId }) },
    customer,
  );
const denialOf = (...args: Parameters<typeof decide>) => {
  const decision = decide(...args);
  return decision.kind === 'denied' ? [decision.denial.code, decision.denial.couldDo] : 'allowed';
};
const having = (...own: Partial<Subscription>[]): Asked => ({
  customer: customerOf({
    subscriptions: own.map((one, i) => subscriptionOf({ subscriptionId: `sub_${i + 1}`, ...one })),
  }),
});

describe('a change of subscription', () => {
  test('is done to the only one without its being named, and moves no money', () => {
    expect(allowed(decide({ kind: 'plan', plan: 'Yearly' }))).toEqual({
      kind: 'allowed',
      amount: { amountMinor: 0, currency: 'USD' },
      command: {
        kind: 'subscription',
        customerId: 'cus_dana',
        subscriptionId: 'sub_1',
        change: { kind: 'plan', plan: 'Yearly' },
      },
      windows: [],
      rule: 'aiRep may modify subscriptions: plan, from active',
      beforeMinor: 0,
      afterMinor: 0,
    });
  });

  test('is done to the only one that has not ended', () => {
    expect(allowed(decide({ kind: 'cancel' }, having({ status: 'cancelled' }, {}))).command).toMatchObject({
      subscriptionId: 'sub_2',
    });
  });

  test('needs a name where there are several', () => {
    expect(denialOf({ kind: 'cancel' }, having({}, {}))).toEqual(['unknown-subscription', undefined]);
    expect(decide({ kind: 'cancel' }, { ...having({}, {}), subscriptionId: 'sub_2' }).kind).toBe('allowed');
  });

  test('needs a subscription of this customer', () => {
    const unknown = ['unknown-subscription', undefined];
    expect(denialOf({ kind: 'cancel' }, { subscriptionId: 'sub_of_bob' })).toEqual(unknown);
    expect(denialOf({ kind: 'cancel' }, having())).toEqual(unknown);
    expect(denialOf({ kind: 'cancel' }, { customer: customerOf({ customerId: 'cus_bob' }) })).toEqual(unknown);
    expect(
      decideSubscription(standingOf(), { kind: 'subscription', change: { kind: 'cancel' } }, undefined),
    ).toMatchObject({ denial: { code: 'unknown-subscription', couldDo: undefined } });
  });

  test.each<[Subscription['status'], SubscriptionChange['kind'], unknown]>([
    ['active', 'pause', 'allowed'],
    ['active', 'resume', ['no-change', undefined]],
    ['active', 'cancel', 'allowed'],
    ['paused', 'pause', ['no-change', undefined]],
    ['paused', 'resume', 'allowed'],
    ['paused', 'cancel', 'allowed'],
    ['cancelled', 'pause', ['not-allowed', 'humanAgent']],
    ['cancelled', 'resume', ['not-allowed', 'humanAgent']],
    ['cancelled', 'cancel', ['no-change', undefined]],
    ['cancelled', 'plan', ['not-allowed', 'humanAgent']],
  ])('of an %s one: %s is %j', (status, kind, outcome) => {
    const change = kind === 'plan' ? { kind, plan: 'Yearly' } : { kind };
    expect(denialOf(change, having({ status }))).toEqual(outcome);
  });

  test('to a plan must be to another one that is offered', () => {
    expect(denialOf({ kind: 'plan', plan: 'Monthly' })).toEqual(['no-change', undefined]);
    expect(denialOf({ kind: 'plan', plan: 'Lifetime' })).toEqual(['no-change', undefined]);
    expect(denialOf({ kind: 'plan', plan: 'Yearly' }, having({ otherPlans: [] }))).toEqual(['no-change', undefined]);
  });

  test('that nobody knows is not done', () => {
    expect(denialOf({ kind: 'gift' } as never)).toEqual(['not-allowed', 'humanAgent']);
  });

  test('is denied before verification, and to a tier that may not', () => {
    expect(denialOf({ kind: 'cancel' }, { standing: { verified: undefined } })).toEqual(['not-verified', undefined]);
    const config = configOf({ aiRep: { canModifySubscription: false } });
    expect(denialOf({ kind: 'cancel' }, { standing: { config } })).toEqual(['not-allowed', 'aiManager']);
    expect(denialOf({ kind: 'resume' }, { standing: { config } })).toEqual(['not-allowed', 'humanAgent']);
  });
});
