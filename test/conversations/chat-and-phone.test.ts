import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessagesRequest, Reply } from '#local/claude/reply.ts';
import { demoConfig } from '#local/demo-company.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { report, shown, uses } from '#test/support/afterwards.ts';
import { openChat } from '#test/support/chat.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock, shop: { now: clock.now } });
const say = (text: string): Reply => ({ text });
const dana = { from: '+12025550123', params: { StirVerstat: 'TN-Validation-Passed-A' } };
const facts = { orderId: '4711', email: 'dana@example.com' };
const done = 'Your refund of $24.50 has been issued.';

/** A company and a shop of its own for each test: caps count over a customer's last thirty days. */
let shop: Shop;
let companyId: string;
let phoneNumber: string;
let companies = 0;

async function newCompany(): Promise<void> {
  companies += 1;
  companyId = `both-${companies}`;
  phoneNumber = `+1202555${String(100 + companies).padStart(4, '0')}`;
  shop = await startShop({ signingKey: shopKey, now: clock.now });
  await world().company({ ...demoConfig, companyId, phoneNumber, shop });
}

beforeEach(newCompany);
afterEach(() => shop.close());

describe('the memory of both channels', () => {
  test('a customer who chatted yesterday is known on the phone, by the report on the chat', async () => {
    const { claude, lambda } = world();
    claude.answerAside(() => report({ summary: 'The lamp was refunded in the chat.', followUps: [] }));
    claude.script(
      uses('verify_customer', facts),
      uses('issue_refund', { orderId: '4712', reason: 'broken' }),
      say(done),
      uses('end_conversation', { outcome: 'resolved' }, 'Goodbye!'),
    );
    const chat = await openChat(world(), { companyId });
    expect((await chat.writes('Lamp 4712 broken, dana@example.com, 4711.')).text).toBe(done);
    await chat.writes('Bye.');
    await lambda.settled();
    clock.forward(86_400_000);

    // What was done there may be spoken of here, though no receipt of this call stands behind it.
    claude.script(uses('verify_customer', {}), say('Your lamp has already been refunded, in our chat.'));
    const caller = await world().caller({ ...dana, to: phoneNumber });
    expect(await caller.says('It is Dana. What of my lamp?')).toSpeak(
      'Your lamp has already been refunded, in our chat.',
    );
    expect(shown(world())).toContain('Their last conversation was on ');
    expect(shown(world())).toContain('in a chat');
    expect(shown(world())).toContain('The lamp was refunded in the chat.');
    expect(shown(world())).toContain('Done in it: a refund of 24.50 USD.');
    await caller.hangsUp();
  });

  test('a customer who calls out of a chat that goes on need not begin anew', async () => {
    const { claude } = world();
    claude.script(uses('verify_customer', facts), say('Which item is it?'));
    const chat = await openChat(world(), { companyId });
    await chat.writes('Dana, 4711, dana@example.com: the rug came stained.');

    claude.script(uses('verify_customer', {}), say('About the stained rug?'));
    const caller = await world().caller({ ...dana, to: phoneNumber });
    await caller.says('Hello, I was just chatting.');
    expect(shown(world())).toContain('They have a chat with us that is not over');
    expect(shown(world())).toContain('the rug came stained.');
    expect(shown(world())).toContain('Which item is it?');
    await caller.hangsUp();
  });

  test('a customer who was on the phone is known in the chat once verified, and nobody before', async () => {
    const { claude, lambda } = world();
    claude.answerAside(() => report());
    claude.script(uses('verify_customer', {}), say('I see.'));
    const caller = await world().caller({ ...dana, to: phoneNumber });
    await caller.says('My lamp is broken.');
    await caller.hangsUp();
    await lambda.settled();

    // Whom the company's pages take them for proves nothing.
    claude.script(say('Who are you?'), uses('verify_customer', facts), say('About your lamp?'));
    const chat = await openChat(world(), { companyId, body: { customerId: 'cust-dana' } });
    await chat.writes('Hello.');
    expect(shown(world())).not.toMatch(/lamp|last conversation/);
    await chat.writes('Dana, 4711, dana@example.com.');
    expect(shown(world())).toContain('The lamp of order 4712 came broken.');
  });

  test('a customer whom the pages name is nowhere taken for that customer', async () => {
    const { claude, stores } = world();
    claude.script(
      uses('list_orders', {}),
      uses('issue_refund', { orderId: '4712', reason: 'they say so' }),
      say('I need to verify you first.'),
    );
    const chat = await openChat(world(), { companyId, body: { customerId: 'cust-dana' } });
    await chat.writes('I am logged in. Refund my lamp.');
    expect(shown(world())).not.toContain('24.50');
    expect(shop.books.refundedMinor()).toBe(0);
    expect(await stores.sessions.ofCustomer(companyId, 'cust-dana', 5)).toEqual([]);
    expect(await stores.sessions.find(chat.sessionId)).toMatchObject({ customerHint: 'cust-dana' });
  });

  test('the limit of guesses at an account is one for both channels', async () => {
    const { claude } = world();
    const wrong = { orderId: '4711', email: 'someone@example.com' };
    for (let chats = 0; chats < 3; chats += 1) {
      claude.script(
        ...Array.from({ length: 3 }, (_, i) =>
          uses('verify_customer', { ...wrong, email: `a${chats}${i}@example.com` }),
        ),
        say('No.'),
      );
      const chat = await openChat(world(), { companyId });
      await chat.writes('Guess.');
    }
    claude.script(uses('verify_customer', facts), say('No.'));
    const chat = await openChat(world(), { companyId });
    await chat.writes('Order 4711, dana@example.com.');
    expect(shown(world())).toContain('no more tries are left');
    expect((await world().stores.sessions.find(chat.sessionId))?.verified).toBeUndefined();
  });
});

describe('a refund asked for in a chat and on the phone at once', () => {
  /** Plays both sides by what the model has seen: which channel it is on, and how far it has come. */
  const asking = (waits: Record<'chat' | 'phone', number>) => {
    return (request: MessagesRequest): Reply => {
      const told = JSON.stringify(request.messages);
      const channel = told.includes('The chat has just begun') ? 'chat' : 'phone';
      const pace = { firstTokenMs: waits[channel], betweenTokensMs: 0 };
      const results = told.split('"tool_result"').length - 1;
      if (results === 0) return { ...uses('verify_customer', channel === 'chat' ? facts : {}), pace };
      if (results === 1) return { ...uses('issue_refund', { orderId: '4712', reason: `broken, by ${channel}` }), pace };
      return say(told.includes('"is_error":true') ? 'It is settled already.' : done);
    };
  };

  test('happens once, however the two interleave', { timeout: 120_000 }, async () => {
    const { claude } = world();
    const wait = fc.integer({ min: 0, max: 60 });
    await fc.assert(
      fc.asyncProperty(wait, wait, async (chatWait, phoneWait) => {
        await shop.close();
        await newCompany();
        claude.always(asking({ chat: chatWait, phone: phoneWait }));
        const [chat, caller] = await Promise.all([
          openChat(world(), { companyId }),
          world().caller({ ...dana, to: phoneNumber }),
        ]);
        await Promise.all([
          chat.writes('Refund my lamp of 4712. I am dana@example.com, order 4711.'),
          caller.says('Refund my lamp of 4712. It is Dana.'),
        ]);
        expect(shop.books.refundedMinor()).toBe(2450);
        const actions = [
          ...(await world().stores.ledger.ofSession(companyId, chat.sessionId)),
          ...(await world().stores.ledger.ofSession(companyId, `sess_${caller.callSid}`)),
        ];
        expect(actions.map(({ state }) => state).sort()).toEqual(['denied', 'executed']);
        await caller.hangsUp();
        await chat.ends();
      }),
      { numRuns: 10 },
    );
  });
});
