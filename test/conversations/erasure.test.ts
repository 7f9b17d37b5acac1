import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demo } from '#local/demo-company.ts';
import { dana } from '#local/shop/maple-and-pine.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { quoted, tableUnder } from '#test/house/docs.ts';
import { report, shown, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { openChat } from '#test/support/chat.ts';
import { erases, orders } from '#test/support/erasing.ts';
import { allRows } from '#test/support/rows.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

/** Five in the afternoon UTC: nobody in New York is called at night. */
const clock = settableClock();
clock.forward(new Date(clock.now()).setUTCHours(17, 0, 0, 0) - clock.now());
const world = useWorld({ clock });
const companyId = freshId('remembers');
const line = samplePhoneNumber();
const say = (text: string) => ({ text });

/** What nobody but this customer has, is called, or says. */
const words = 'amber teapot';
const recognisable = [words, 'Dana', 'Reyes', dana.email, dana.phone, dana.phone.slice(1), dana.customerId, '20001'];
const attested = { StirVerstat: 'TN-Validation-Passed-A' };
const reported = () => report({ summary: `Dana Reyes spoke of an ${words}.`, followUps: [`Send an ${words}.`] });

let shop: Shop;
afterAll(() => shop?.close());
beforeAll(async () => {
  shop = await startShop({ signingKey: shopKey, now: clock.now });
  await world().company({ ...told, companyId, phoneNumber: line, shop, recordMessages: true });
});

/** A caller of this company, with all afterwards done. */
async function rings(call: Partial<Parameters<ReturnType<typeof world>['caller']>[0]> = {}): Promise<PhoneCall> {
  world().claude.answerAside(reported);
  return world().caller({ to: line, from: dana.phone, params: attested, ...call });
}
async function hangsUp(caller: PhoneCall): Promise<void> {
  await caller.hangsUp();
  await world().lambda.settled();
}

/** A call with everything in it that a call may leave behind. */
async function speaksOfEverything(): Promise<void> {
  const { claude } = world();
  const when = new Date(clock.now() + 26 * 3_600_000).toISOString().slice(0, 16);
  claude.script(
    uses('verify_customer', {}),
    uses('issue_refund', { orderId: '4712', reason: `It is an ${words}, no lamp.` }),
    say('Your refund of $24.50 has been issued.'),
    uses('take_message', { message: `Dana Reyes has an ${words}.` }),
    say('I passed it on.'),
    uses('schedule_callback', { reason: `The ${words}.`, when: { from: when }, timeZone: 'UTC' }),
    say('We call you tomorrow.'),
    uses('escalate_to_manager', {
      reason: words,
      caseFile: { facts: words, wishes: words, offersMade: words, amountsTried: words },
    }),
    say('I am the manager.'),
  );
  const caller = await rings();
  await caller.says(`This is Dana Reyes. My lamp is an ${words}. Give me my money back.`);
  await caller.says(`Tell the team of the ${words}.`);
  await caller.says('Call me back tomorrow.');
  await caller.says('Let me speak to somebody who may do more.');
  await hangsUp(caller);
}

/** The line drops in the middle of an answer; who rings again is told what they had said, and is never verified. */
async function fallsOutOfTheLine(): Promise<void> {
  const { claude } = world();
  claude.script(uses('verify_customer', {}), {
    text: 'On its way. It will be there on Friday.',
    pace: { firstTokenMs: 0, betweenTokensMs: 200 },
  });
  const caller = await rings();
  const saying = caller.says(`Where is my ${words}?`);
  await vi.waitFor(() => expect(caller.heard.some(({ text }) => /On its way/.test(text))).toBe(true), 5_000);
  await caller.hangsUp();
  await saying;
  await world().lambda.settled();
  claude.script(say('It will be there on Friday.'));
  const again = await rings();
  await again.says('Hello?');
  expect(shown(world())).toContain(words);
  await hangsUp(again);
}

async function leavesAMessage(): Promise<void> {
  world().twilio.agents.when(demo.personPhone).doesNotAnswer();
  const caller = await rings();
  await caller.presses('0');
  world().claude.script(uses('verify_customer', {}), uses('record_message', { reason: words }, 'Of course.'));
  await caller.says('Let me leave a message.');
  await caller.presses('1');
  await caller.says(`It is about the ${words}.`);
  await hangsUp(caller);
}

/** A chat of the company's pages, which say whose it is. Nobody proves it. */
async function chats(): Promise<string> {
  const { claude } = world();
  claude.answerAside(reported);
  claude.script(say('What is it about?'));
  const chat = await openChat(world(), { companyId, body: { customerId: dana.customerId } });
  await chat.writes(`I am Dana Reyes, ${dana.email}, ${dana.phone}, and I want an ${words}.`);
  const wish = { reason: `Dana Reyes asks for the ${words}.` };
  await api(world()).as('agent', companyId).post(`/api/momentum/cs/sessions/${chat.sessionId}/escalate`, wish);
  await chat.ends();
  await world().lambda.settled();
  return chat.sessionId;
}

const place = (key: string) =>
  api(world())
    .as('agent', companyId)
    .post(
      '/api/momentum/voice/calls',
      {
        to: dana.phone,
        purpose: `the ${words}`,
        context: `Dana Reyes, ${dana.email}, bought an ${words}.`,
        customerId: dana.customerId,
        consent: 'request',
        timeZone: 'America/New_York',
      },
      { headers: { 'idempotency-key': key } },
    );

/** We call: nobody proves who picks up, nobody does, a machine does, the carrier refuses, or says nothing. */
async function isCalled(): Promise<void> {
  const { twilio, claude } = world();
  const behind = twilio.agents.when(dana.phone);
  const phoneOf = async (key: string): Promise<PhoneCall> => {
    const { body } = await place(key);
    const phone = twilio.calls.find(({ callSid }) => callSid === body.callSid);
    if (phone === undefined) throw new Error('Nobody was called.');
    return phone;
  };
  const isOver = (phone: PhoneCall) =>
    vi.waitFor(async () => expect((await world().stores.calls.find(phone.callSid))?.endedAt).toBeDefined(), 5_000);
  claude.answerAside(reported);
  behind.answers();
  claude.script(say('Tomorrow.'));
  const spoken = await phoneOf('answered');
  await spoken.settled();
  await spoken.says(`When does my ${words} come?`);
  await spoken.hangsUp();
  await isOver(spoken);
  behind.doesNotAnswer();
  await isOver(await phoneOf('unanswered'));
  behind.isBusy();
  await isOver(await phoneOf('busy'));
  behind.answersAsMachine();
  await isOver(await phoneOf('machine'));
  twilio.failNext({ status: 400, body: JSON.stringify({ code: 21215, message: 'no', status: 400 }) });
  expect((await place('refused')).status).toBe(422);
  twilio.failNext({ status: 503, body: 'gateway' });
  expect(await place('unknown')).toMatchObject({ status: 202, body: { status: 'unknown' } });
  // Twilio has time to show that it never had the call.
  clock.forward(3_700_000);
  await world().lambda.settled();
}

/** Where the customer can be recognised, and by what. */
async function traces(): Promise<string[]> {
  const rows = [...(await allRows())].filter((row) => row.includes(companyId));
  return [
    ...new Set(
      rows.flatMap((row) =>
        recognisable.filter((sign) => row.includes(sign)).map((sign) => `${row.split(' ')[0]}: ${sign}`),
      ),
    ),
  ].sort();
}

test('after a deletion no table knows the customer, their number or their words, but where it is said why', async () => {
  await speaksOfEverything();
  await fallsOutOfTheLine();
  await leavesAMessage();
  const chat = await chats();
  await isCalled();
  await sweeps(world());
  expect(textsTo(world(), teamPhone).some((text) => text.includes(words))).toBe(true);
  // Of what is settled the outbox keeps no words.
  const tables = new Set((await traces()).map((trace) => trace.split(':')[0]));
  const held = ['CSAction', 'CSAllowance', 'CSCallback', 'CSContact', 'CSMessage', 'CSOutboundCall'];
  expect([...tables].sort()).toEqual([...held, 'CSSession', 'VoiceCall'].sort());
  expect(world().twilio.recordings).toHaveLength(1);
  const before = (await api(world()).as('viewer', companyId).get('/api/momentum/cs/analytics')).body.total;

  // What nobody has proved is found by nobody who reads.
  const agent = api(world()).as('agent', companyId);
  const ofDana = { query: { customerId: dana.customerId } };
  const listed = (await agent.get('/api/momentum/cs/sessions', ofDana)).body.items as { sessionId: string }[];
  expect(listed).toHaveLength(3);
  expect(listed.map(({ sessionId }) => sessionId)).not.toContain(chat);

  const { erased } = await erases(world(), clock, companyId, dana.customerId);
  expect(erased).toMatchObject({ sessions: 7, calls: 8, callbacks: 1, actions: 1, requests: 6 });
  expect(await traces()).toEqual(
    [
      // Books of account, and the caps behind them: who was paid what.
      `CSAction: ${dana.customerId}`,
      `CSAllowance: ${dana.customerId}`,
      // Whether this number may be called.
      `CSContact: ${dana.phone.slice(1)}`,
      `CSContact: ${dana.phone}`,
    ].sort(),
  );
  // docs/architecture.md says of no other table that something of a customer stays there.
  const kept = tableUnder('docs/architecture.md', '## A customer is deleted', 'table').flatMap(
    ([name = '', does = '']) => (does.startsWith('kept') ? quoted(name) : []),
  );
  expect(kept).toEqual(['CSAction', 'CSAllowance', 'CSContact']);
  expect(world().twilio.recordings).toEqual([]);
  expect((await agent.get('/api/momentum/cs/sessions', ofDana)).body.items).toEqual([]);
  expect((await api(world()).as('viewer', companyId).get('/api/momentum/cs/analytics')).body.total).toEqual(before);
}, 120_000);

test('a customer of whom there is nothing can be deleted all the same', async () => {
  expect(await orders(world(), companyId, 'nobody')).toMatchObject({ status: 202 });
  expect((await erases(world(), clock, companyId, 'nobody')).erased).toMatchObject({ sessions: 0, requests: 0 });
});
