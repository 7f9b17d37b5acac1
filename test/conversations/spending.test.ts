import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { demoConfig } from '#local/demo-company.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const world = useWorld();
const person = '+12025550120';
const dana = { from: '+12025550123', params: { StirVerstat: 'TN-Validation-Passed-A' } };
const caseFile = { facts: 'rug came stained', wishes: 'money back', offersMade: 'none', amountsTried: '89.00 USD' };

const verify = (facts: Record<string, string> = {}): Reply => ({
  text: [],
  tools: [{ name: 'verify_customer', input: facts }],
});
const refund = (orderId: string, lineIds?: string[]): Reply => ({
  text: [],
  tools: [{ name: 'issue_refund', input: { orderId, ...(lineIds ? { lineIds } : {}), reason: 'arrived stained' } }],
});
const credit = (amount: number): Reply => ({
  text: [],
  tools: [{ name: 'apply_credit', input: { amount, reason: 'late' } }],
});
const toManager: Reply = {
  text: 'I am bringing in my manager.',
  tools: [{ name: 'escalate_to_manager', input: { reason: 'above my limit', caseFile } }],
};
const say = (text: string): Reply => ({ text });

/** The text of the newest tool result that the model was shown. */
const lastResult = (): string => {
  const content =
    world()
      .claude.requests.at(-1)
      ?.body.messages.map((message) => JSON.stringify(message)) ?? [];
  return content.findLast((message) => message.includes('"tool_result"')) ?? '';
};

/** A company and a shop of its own for each test: caps count over a customer's last thirty days. */
let shop: Shop;
let companyId: string;
let phoneNumber: string;
let companies = 0;

beforeEach(async () => {
  companies += 1;
  companyId = `shop-${companies}`;
  phoneNumber = `+12025550${140 + companies}`;
  shop = await startShop({ signingKey: shopKey });
  await world().company({ ...demoConfig, companyId, phoneNumber, shop });
});
afterEach(() => shop.close());

const ring = (call: { from: string; params?: Record<string, string> }) => world().caller({ ...call, to: phoneNumber });
const ledger = (callSid: string) => world().stores.ledger.ofSession(companyId, `sess_${callSid}`);

test("a refund within the rep's cap is done once, and said with its amount", async () => {
  world().claude.script(verify(), refund('4712'), say('Your refund of $24.50 has been issued.'));
  const caller = await ring(dana);
  expect(await caller.says('My lamp from order 4712 came broken.')).toSpeak('Your refund of $24.50 has been issued.');
  expect(await ledger(caller.callSid)).toMatchObject([
    {
      kind: 'refund',
      state: 'executed',
      tier: 'aiRep',
      amount: { amountMinor: 2450, currency: 'USD' },
      customerId: expect.any(String),
    },
  ]);
  expect(shop.books.refundedMinor()).toBe(2450);
  await caller.hangsUp();
});

test('each action is counted once by what became of it, with the tier that it was asked of', async () => {
  const { claude, metrics } = world();
  const before = metrics.samples.length;
  const counted = () =>
    metrics.samples
      .slice(before)
      .filter(({ metric, tags }) => metric.startsWith('actions') && tags.company === companyId)
      .map(({ metric, value, tags }) => [metric, value, tags.tier]);
  claude.script(
    verify(),
    refund('4711', ['1']),
    say('That is above what I may do.'),
    refund('4712'),
    say('The shop would not do it.'),
    credit(5),
    say('A credit of $5 has been applied.'),
  );
  const caller = await ring(dana);
  await caller.says('My rug is stained.');
  expect(counted()).toEqual([['actionsDenied', 1, 'aiRep']]);
  shop.failNext({ when: 'before', how: 422, times: 5, types: ['refund.create'] });
  await caller.says('And my lamp is broken.');
  expect(counted().slice(1)).toEqual([['actionsFailed', 1, 'aiRep']]);
  await caller.says('Then something for the trouble.');
  expect(counted().slice(2)).toEqual([['actionsExecuted', 1, 'aiRep']]);
  expect((await ledger(caller.callSid)).map(({ state }) => state)).toEqual(['denied', 'failed', 'executed']);
  await caller.hangsUp();
});

test("a refund over the rep's cap is done by the manager, in another voice, and the caller repeats nothing", async () => {
  const { claude, metrics } = world();
  const before = metrics.of('tierChanged').length;
  claude.script(
    verify(),
    refund('4711', ['1']),
    toManager,
    refund('4711', ['1']),
    say('Your refund of $89 has been issued.'),
    say('You are welcome.'),
  );
  const caller = await ring(dana);
  const heard = await caller.says('My rug from order 4711 is stained, I want my money back.');
  expect(heard).toSpeak(
    /I am bringing in my manager\. Hello, this is Morgan, the AI manager of Maple and Pine\..*Your refund of \$89 has been issued\./,
  );
  const rep = heard.find(({ text }) => text.startsWith('I am bringing'));
  const manager = heard.find(({ text }) => text.startsWith('Your refund'));
  expect(manager?.voice).not.toBe(rep?.voice);
  expect(claude.requests.map(({ model }) => model)).toEqual([
    'claude-haiku-5-5',
    'claude-haiku-5-5',
    'claude-haiku-5-5',
    'claude-sonnet-5-5',
    'claude-sonnet-5-5',
  ]);
  expect(JSON.stringify(claude.requests.at(-1)?.body.messages)).toContain('rug came stained');
  expect((await ledger(caller.callSid)).map(({ state, tier }) => [state, tier])).toEqual([
    ['denied', 'aiRep'],
    ['executed', 'aiManager'],
  ]);
  expect(shop.books.refundedMinor()).toBe(8900);
  expect(metrics.of('tierChanged')).toHaveLength(before + 1);
  // The next turn is the manager's.
  expect((await caller.says('Thank you.')).at(-1)?.voice).toBe(manager?.voice);
  expect(claude.requests.at(-1)?.model).toBe('claude-sonnet-5-5');
  await caller.hangsUp();
});

test("a refund over the manager's cap goes to a person", async () => {
  const { claude, twilio } = world();
  twilio.agents.when(person).answers({ presses: '1', talksMs: 60_000 });
  claude.script(verify(), refund('4720'), toManager, refund('4720'), {
    text: 'A colleague can do that.',
    tools: [{ name: 'transfer_to_human', input: { reason: 'over the cap', summary: 'Refund of 640 dollars wanted.' } }],
  });
  const caller = await ring({ from: '+12025550124', params: dana.params });
  expect(await caller.says('I want my 640 dollars for the table back.')).toSpeak(/A colleague can do that\./);
  expect(caller).toTransferTo(person);
  expect((await ledger(caller.callSid)).map(({ state, denial }) => [state, denial?.couldDo])).toEqual([
    ['denied', 'humanAgent'],
    ['denied', 'humanAgent'],
  ]);
  expect(shop.books.refundedMinor()).toBe(0);
});

test('a credit within the cap is applied, and one over it is not', async () => {
  world().claude.script(
    verify(),
    credit(8),
    say('I put a credit of $8 on your account.'),
    credit(8),
    say('I cannot do more.'),
  );
  const caller = await ring(dana);
  expect(await caller.says('The delivery was late.')).toSpeak(/I put a credit of \$8 on your account\./);
  await caller.says('Once more, please.');
  expect((await ledger(caller.callSid)).map(({ state, denial }) => denial?.code ?? state)).toEqual([
    'executed',
    'over-session-cap',
  ]);
  expect(shop.books.creditedMinor()).toBe(800);
  await caller.hangsUp();
});

test('a subscription is changed by the manager only', async () => {
  const { claude } = world();
  const pause: Reply = {
    text: [],
    tools: [{ name: 'change_subscription', input: { change: 'pause', reason: 'travels' } }],
  };
  claude.script(verify(), toManager, pause, say('Your subscription is paused now.'));
  const caller = await ring(dana);
  expect(await caller.says('Pause my Pine Club, please.')).toSpeak(/Your subscription is paused now\./);
  expect(shop.books.customers[0]?.subscriptions[0]?.status).toBe('paused');
  await caller.hangsUp();
});

test('an unverified caller gets nothing, and is told nothing', async () => {
  const { claude } = world();
  const list: Reply = { text: [], tools: [{ name: 'list_orders', input: {} }] };
  claude.script(refund('4712'), list, verify({ orderId: '4712' }), say('I need one more fact, please.'));
  const caller = await ring({ from: '+12025550199' });
  await caller.says('Refund my order 4712.');
  expect(lastResult()).not.toMatch(/Dana|lamp|24/);
  expect(await ledger(caller.callSid)).toEqual([]);
  expect(shop.books.refundedMinor()).toBe(0);
  await caller.hangsUp();
});

test('two facts verify a caller whose number says nothing, one never does', async () => {
  world().claude.script(
    verify({ orderId: '4712' }),
    say('And your e-mail, please?'),
    verify({ orderId: '4712', email: 'dana@example.com' }),
    refund('4712'),
    say('Your refund of $24.50 has been issued.'),
  );
  const caller = await ring({ from: '+12025550199' });
  await caller.says('Order 4712.');
  expect(lastResult()).not.toContain('Verified');
  expect(await caller.says('dana at example dot com')).toSpeak(/Your refund of \$24\.50 has been issued\./);
  await caller.hangsUp();
});

test("somebody else's order is no order at all", async () => {
  world().claude.script(verify(), refund('4720'), say('I cannot find that order.'));
  const caller = await ring(dana);
  await caller.says('Refund order 4720.');
  const foreign = lastResult();
  world().claude.script(refund('9999'), say('I cannot find that order.'));
  await caller.says('Refund order 9999.');
  const strip = (text: string) => /"content":"(Nothing was done[^"]*)"/.exec(text)?.[1];
  expect(strip(foreign)).toBeDefined();
  expect(strip(lastResult())).toBe(strip(foreign));
  expect(shop.books.refundedMinor()).toBe(0);
  await caller.hangsUp();
});

test('the same line is refunded once, however often it is asked for', async () => {
  world().claude.script(
    verify(),
    refund('4712'),
    say('Your refund of $24.50 has been issued.'),
    refund('4712'),
    say('That was refunded before.'),
  );
  const caller = await ring(dana);
  await caller.says('Refund my lamp.');
  await caller.says('Refund my lamp.');
  expect((await ledger(caller.callSid)).map(({ state, denial }) => denial?.code ?? state)).toEqual([
    'executed',
    'already-refunded',
  ]);
  expect(shop.books.refundedMinor()).toBe(2450);
  await caller.hangsUp();
});

test('ten small credits cannot spend one cap ten times', async () => {
  const { claude } = world();
  claude.script(
    verify(),
    {
      text: [],
      tools: Array.from({ length: 10 }, (_, index) => ({
        name: 'apply_credit',
        input: { amount: 3 + index / 100, reason: 'late' },
      })),
    },
    say('That is all I can do.'),
  );
  const caller = await ring(dana);
  await caller.says('Credit, credit, credit!');
  expect(shop.books.creditedMinor()).toBeLessThanOrEqual(1000);
  expect(shop.books.creditedMinor()).toBeGreaterThan(0);
  await caller.hangsUp();
});

test('a claim without a receipt is never spoken: the model is told, tries once more, then we tell the truth', async () => {
  const lie = say('Your refund of $89 has been issued.');
  const before = world().metrics.of('actionsUnproven').length;
  world().claude.script(lie, say('I have not refunded anything yet. May I have your order number?'), lie, lie);
  const caller = await ring(dana);
  expect(await caller.says('Where is my refund?')).toSpeak(/^I have not refunded anything yet/);
  const heard = await caller.says('Just do it.');
  expect(heard).toSpeak(/nothing has been changed on your account/);
  expect(heard).not.toSpeak(/has been issued/);
  expect(world().metrics.of('actionsUnproven').length).toBe(before + 3);
  await caller.hangsUp();
});

test('a true claim with a wrong amount is not spoken either', async () => {
  world().claude.script(
    verify(),
    refund('4712'),
    say('Your refund of $240 has been issued.'),
    say('Your refund of $24.50 has been issued.'),
  );
  const caller = await ring(dana);
  expect(await caller.says('Refund my lamp.')).toSpeak('Your refund of $24.50 has been issued.');
  await caller.hangsUp();
});

test('a shop whose answer is lost leaves the action unknown, and the caller hears no claim', async () => {
  const { claude } = world();
  shop.failNext({ when: 'after', how: 'drop', times: 3, types: ['refund.create'] });
  claude.script(
    verify(),
    refund('4712'),
    say('Your refund has been issued.'),
    say('It is being checked, we will settle it.'),
  );
  const caller = await ring(dana);
  await caller.says('Refund my lamp.');
  const [action] = await ledger(caller.callSid);
  expect(['unknown', 'executed']).toContain(action?.state);
  expect(shop.books.refundedMinor()).toBe(2450);
  await caller.hangsUp();
});
