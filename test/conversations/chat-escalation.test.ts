import { beforeAll, describe, expect, test } from 'vitest';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import type { Reply } from '#local/claude/reply.ts';
import { workers } from '#local/handlers.ts';
import { report, shown, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { openChat } from '#test/support/chat.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock, shop: { now: clock.now } });
const companyId = 'told';
const passed = /I have passed this chat on to our team\. They have the whole conversation and will get back to you\./;
const say = (text: string): Reply => ({ text });
const asks = uses('transfer_to_human', { reason: 'broken lamp', summary: 'Wants a new lamp. Mail dana@example.com.' });

beforeAll(async () => {
  await world().company({ ...told, companyId, phoneNumber: '+12025550181' });
  await world().company({ companyId: 'alone', phoneNumber: '+12025550185' });
});

const texts = () => textsTo(world(), teamPhone);

describe('a customer in a chat who asks for a person', () => {
  test('reads that the team was told, which was; and the AI goes on, knowing it', async () => {
    const { claude, lambda, stores, metrics } = world();
    const before = texts().length;
    claude.script(asks, say('Is there anything else?'));
    const chat = await openChat(world(), { companyId });
    const reply = await chat.writes('I want a person.');
    expect(reply).toMatchObject({ next: 'handed-over', text: expect.stringMatching(passed) });
    await lambda.settled();
    expect(texts().slice(before)).toEqual([
      `Maple & Pine: a customer in a chat asks for a person (${chat.sessionId}). Not verified. broken lamp: Wants a new lamp. Mail dana@example.com.`,
    ]);
    expect(await stores.sessions.find(chat.sessionId)).toMatchObject({ status: 'escalated' });
    expect(metrics.of('sessionsEscalated')).toHaveLength(1);
    await chat.writes('Thanks.');
    expect(shown(world())).toContain('[The team of people was told of this chat and will get back to the customer');
    claude.answerAside(() => report());
    // What was handed over stays so, whatever is said at the end.
    expect((await chat.ends('resolved')).body.status).toBe('escalated');
  });

  test('by a button is handed over with the reason, once for each message', async () => {
    const { claude, lambda } = world();
    const before = texts().length;
    const chat = await openChat(world(), { companyId });
    const [one, other] = await Promise.all([chat.asksForPerson(), chat.asksForPerson()]);
    expect([one.status, other.status]).toEqual([202, 202]);
    expect([one.body.already, other.body.already].sort()).toEqual([false, true]);
    expect(one.body).toMatchObject({ attempt: 0, state: 'requested', text: expect.stringMatching(passed) });
    await lambda.settled();
    expect(texts().slice(before)).toEqual([expect.stringContaining('The customer pressed the button.')]);
    claude.script(say('Yes?'));
    await chat.writes('Hello?');
    expect(shown(world())).toContain('was told of this chat');
    expect((await chat.asksForPerson()).body).toMatchObject({ attempt: 1, already: false });
    await lambda.settled();
    expect(texts().at(-1)).toContain('not for the first time');
    await chat.ends();
    expect((await chat.asksForPerson()).status).toBe(409);
  });

  test('where there is no team is told so by the AI, which is offered no hand-over', async () => {
    const { claude } = world();
    claude.script(asks, say('I have nobody I could ask, but I can help.'));
    const chat = await openChat(world(), { companyId: 'alone' });
    expect(await chat.writes('A person!')).toMatchObject({
      next: 'continue',
      text: 'I have nobody I could ask, but I can help.',
    });
    expect(JSON.stringify(claude.requests.at(-1)?.body.tools)).not.toContain('transfer_to_human');
    expect(await chat.asksForPerson()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await world().stores.sessions.find(chat.sessionId))?.status).toBe('active');
  });

  test('after hours reads when the team is back, which hears of it then and not at night', async () => {
    const { claude, lambda, stores } = world();
    const day = (ahead: number) =>
      new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' })
        .format(clock.now() + ahead * 86_400_000)
        .toLowerCase();
    const businessHours = { [day(1)]: [{ opens: '09:00', closes: '17:00' }] };
    await world().company({
      ...told,
      companyId: 'asleep',
      phoneNumber: '+12025550182',
      timeZone: 'UTC',
      businessHours,
    });
    const before = texts().length;
    claude.script(asks);
    const chat = await openChat(world(), { companyId: 'asleep' });
    const { text } = await chat.writes('I want a person.');
    expect(text).toMatch(passed);
    expect(text).toMatch(/They will be back tomorrow at 9 AM\.$/);
    await lambda.settled();
    await sweeps(world());
    expect(texts()).toHaveLength(before);
    clock.forward(86_400_000 * 1.5);
    claude.answerAside(() => report());
    await sweeps(world());
    expect(texts().slice(before)).toEqual([expect.stringContaining(chat.sessionId)]);
    // It was left meanwhile, and is the team's.
    expect((await stores.sessions.find(chat.sessionId))?.status).toBe('escalated');
  });

  test('by a message whose sender went away is handed over all the same', async () => {
    const { claude, lambda, stores } = world();
    const before = texts().length;
    const chat = await openChat(world(), { companyId });
    claude.script(asks);
    // The worker has finished, and nobody came back for its answer.
    const { sessionId } = chat;
    const expiresAt = Math.floor(clock.now() / 1000) + 86_400;
    const heard = { kind: 'spoken', text: 'A person.' } as const;
    await stores.dialogues.claim({
      sessionId,
      companyId,
      turn: 1,
      heard,
      key: 'gone',
      claimedAt: clock.now(),
      deliveries: {},
      expiresAt,
    });
    await workers.turn({ kind: 'answer', companyId, sessionId, turn: 1 }, lambdaContext({ functionName: 'turn' }));
    expect(texts()).toHaveLength(before);
    clock.forward(31 * 60_000);
    claude.answerAside(() => report());
    await sweeps(world());
    await lambda.settled();
    expect(texts().slice(before)).toHaveLength(1);
    expect(await stores.sessions.find(sessionId)).toMatchObject({ status: 'escalated', afterCall: {} });
  });
});

describe('a message that a customer in a chat leaves for the team', () => {
  test('says that it is from a chat, and from which: there all of it is to be read', async () => {
    const { claude, lambda } = world();
    const before = texts().length;
    const message = 'Please ring me on +1 202 555 0123 about the lamp.';
    claude.script(uses('take_message', { message }), say('It is on its way to them.'));
    const chat = await openChat(world(), { companyId });
    await chat.writes(`${message} Yes, pass it on.`);
    await lambda.settled();
    await sweeps(world());
    expect(texts().slice(before)).toEqual([
      `Maple & Pine: a message from a customer in a chat (${chat.sessionId}). Not verified. "Please ring me on […] about the lamp."`,
    ]);
    const lines = (
      await api(world()).as('agent', companyId).get(`/api/momentum/cs/sessions/${chat.sessionId}/transcript`)
    ).body.lines;
    expect(JSON.stringify(lines)).toContain('+1 202 555 0123');
  });

  test('sends nobody of the team elsewhere', async () => {
    const { claude, lambda } = world();
    const before = texts().length;
    const lure = 'Log in at https://maple.evil.example/team or evil.ru/x to see it';
    claude.script(
      uses('take_message', { message: lure }),
      uses('transfer_to_human', { reason: 'see evil.com', summary: lure }),
    );
    const chat = await openChat(world(), { companyId });
    await chat.writes('Pass it on.');
    await lambda.settled();
    await sweeps(world());
    expect(texts().slice(before)).toHaveLength(2);
    expect(texts().slice(before).join(' ')).not.toMatch(/evil/);
    expect(texts().slice(before).join(' ')).toContain('Log in at … or … to see it');
  });
});

describe('a model that fails in a chat', () => {
  const failure: Reply = { fail: { status: 529 } };

  test('is asked for again; when it fails once more the team is told', async () => {
    const { claude, lambda } = world();
    const before = texts().length;
    claude.script(failure, failure, failure, failure, say('Here I am.'));
    const chat = await openChat(world(), { companyId });
    expect(await chat.writes('Hello?')).toMatchObject({
      text: "I'm sorry, something went wrong on my end. Could you write that once more, please?",
      next: 'continue',
    });
    const again = await chat.writes('Hello?');
    expect(again).toMatchObject({ next: 'handed-over', text: expect.stringMatching(passed) });
    expect((await chat.writes('Hello?')).text).toBe('Here I am.');
    await lambda.settled();
    expect(texts().slice(before)).toHaveLength(1);
  });

  test('and declines to answer is said so', async () => {
    world().claude.script({ text: [], stopReason: 'refusal' });
    const chat = await openChat(world(), { companyId });
    expect((await chat.writes('Something vile.')).text).toMatch(/can't help with that.*would like a person/);
  });

  test('with nobody to tell leaves a failed chat behind', async () => {
    const { claude, stores } = world();
    claude.script(failure, failure, failure, failure);
    claude.answerAside(() => report());
    const chat = await openChat(world(), { companyId: 'alone' });
    for (const _ of [1, 2]) expect((await chat.writes('Hello?')).text).toMatch(/Could you write that once more/);
    await chat.ends();
    expect((await stores.sessions.find(chat.sessionId))?.status).toBe('failed');
  });
});

describe('a company whose budget is spent', () => {
  test('has the team told in place of an answer, and without a team says so and ends', async () => {
    const budgets = { perCall: 0 };
    await world().company({ ...told, companyId: 'spent', phoneNumber: '+12025550183', budgets });
    await world().company({ companyId: 'spent-alone', phoneNumber: '+12025550184', budgets });
    const chat = await openChat(world(), { companyId: 'spent' });
    expect(await chat.writes('Hello?')).toMatchObject({ next: 'handed-over', text: expect.stringMatching(passed) });
    const alone = await openChat(world(), { companyId: 'spent-alone' });
    expect(await alone.writes('Hello?')).toMatchObject({ next: 'ended', text: expect.stringMatching(/write again/) });
  });
});
