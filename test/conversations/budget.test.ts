import { expect, test } from 'vitest';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const person = '+12025550120';
const human = { enabled: true, escalationPhone: person };

/** Books spending for the company in this hour, day and month, as if by another call. */
async function spend(companyId: string, usd: number, sessionId = 'sess_other'): Promise<void> {
  await world().stores.usage.record({
    companyId,
    usageId: `use_${companyId}_${sessionId}`,
    sessionId,
    turn: 1,
    tier: 'aiRep',
    model: 'claude-haiku-5-5',
    createdAt: new Date().toISOString(),
    inputTokens: 1,
    outputTokens: 1,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    costMicroUsd: usd * 1_000_000,
    latencyMs: 1,
    outcome: 'ok',
    expiresAt: Math.floor(Date.now() / 1000) + 86_400,
  });
}

test('from 80 % of a budget on, answers are short', async () => {
  await world().company({ companyId: 'thrifty', phoneNumber: '+12025550161', budgets: { perDay: 10 } });
  await spend('thrifty', 8);
  world().claude.script({ text: 'Yes.' });
  const caller = await world().caller({ to: '+12025550161' });
  expect(await caller.says('Are you open?')).toSpeak('Yes.');
  const body = world().claude.requests[0]?.body;
  expect(body?.max_tokens).toBe(400);
  expect(JSON.stringify(body?.messages)).toContain('[Answer in one short sentence from here on.]');
  await caller.hangsUp();
});

test('a spent budget brings a person, and no model is called', async () => {
  await world().company({
    companyId: 'spent',
    phoneNumber: '+12025550162',
    budgets: { perHour: 1 },
    tiers: { humanAgent: human },
  });
  await spend('spent', 1);
  world().twilio.agents.when(person).doesNotAnswer();
  const caller = await world().caller({ to: '+12025550162' });
  expect(await caller.says('Are you open?')).toSpeak(/I'll put you through to a person/);
  expect(caller).toTransferTo(person);
  expect(world().claude.requests).toHaveLength(0);
  await caller.hangsUp();
});

test('a spent budget rings the same people once, and then ends the call truthfully', async () => {
  await world().company({
    companyId: 'missed',
    phoneNumber: '+12025550169',
    budgets: { perHour: 1 },
    tiers: { humanAgent: human },
  });
  await spend('missed', 1);
  world().twilio.agents.when(person).isBusy();
  const caller = await world().caller({ to: '+12025550169' });
  expect(await caller.says('Are you open?')).toSpeak(/our team's line is busy/);
  expect(await caller.says('Well, are you?')).toSpeak(/can't go on with this right now.*Goodbye\./);
  expect(caller).toHaveHungUp();
  expect(caller.dialled).toHaveLength(1);
});

test('a spent budget without a person ends the call truthfully', async () => {
  await world().company({ companyId: 'alone', phoneNumber: '+12025550163', budgets: { perMonth: 2 } });
  await spend('alone', 2);
  const caller = await world().caller({ to: '+12025550163' });
  expect(await caller.says('Are you open?')).toSpeak(/can't go on with this right now.*Goodbye\./);
  expect(caller).toHaveHungUp();
});

test('a call has a budget of its own', async () => {
  await world().company({ companyId: 'percall', phoneNumber: '+12025550164', budgets: { perCall: 0.5 } });
  world().claude.script({ text: 'Yes.' });
  const caller = await world().caller({ to: '+12025550164' });
  expect(await caller.says('Are you open?')).toSpeak('Yes.');
  await world().lambda.settled();
  await spend('percall', 0.5, `sess_${caller.callSid}`);
  expect(await caller.says('And tomorrow?')).toSpeak(/can't go on with this/);
});

test('a company without budgets has no limit of its own', async () => {
  await world().company({ companyId: 'rich', phoneNumber: '+12025550165' });
  await spend('rich', 1_000);
  world().claude.script({ text: 'Yes.' });
  const caller = await world().caller({ to: '+12025550165' });
  expect(await caller.says('Are you open?')).toSpeak('Yes.');
  await caller.hangsUp();
});

test('a disabled rep is skipped: the manager answers, by their own name', async () => {
  await world().company({ companyId: 'norep', phoneNumber: '+12025550166', tiers: { aiRep: { enabled: false } } });
  world().claude.script({ text: 'Yes.' });
  const caller = await world().caller({ to: '+12025550166' });
  expect(caller.heard).toSpeak(/this is Morgan, the AI assistant/);
  await caller.says('Are you open?');
  expect(world().claude.requests[0]?.model).toBe('claude-sonnet-5-5');
  await caller.hangsUp();
});

test('a disabled manager is not offered', async () => {
  await world().company({ companyId: 'noboss', phoneNumber: '+12025550167', tiers: { aiManager: { enabled: false } } });
  world().claude.script({ text: 'Yes.' });
  const caller = await world().caller({ to: '+12025550167' });
  await caller.says('Your manager, please.');
  expect(JSON.stringify(world().claude.requests[0]?.body.tools)).not.toContain('escalate_to_manager');
  await caller.hangsUp();
});
