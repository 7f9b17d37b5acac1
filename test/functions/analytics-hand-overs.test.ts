import { expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { report, sweeps, told, uses } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import { type Chat, openChat } from '#test/support/chat.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const asks = uses('transfer_to_human', { reason: 'broken lamp', summary: 'Wants a new lamp.' });
const failure: Reply = { fail: { status: 529 } };

async function company(own: object = {}): Promise<string> {
  const companyId = freshId('linden');
  await world().company({ ...told, companyId, phoneNumber: samplePhoneNumber(), ...own });
  return companyId;
}

/** What the numbers say of wishes for a person in chats that are over. */
async function escalationOf(companyId: string, ...chats: Chat[]) {
  world().claude.answerAside(() => report());
  for (const chat of chats) expect((await chat.ends('resolved')).status).toBe(200);
  await sweeps(world());
  const query = { granularity: 'month', channel: 'chat' };
  const { body } = await api(world()).as('viewer', companyId).get('/api/momentum/cs/analytics', { query });
  expect(body.total.sessions).toBe(chats.length);
  return body.total.escalation;
}

test('a chat that the AI hands to the team counts why, and that the team was told', async () => {
  const companyId = await company();
  world().claude.script(asks);
  const chat = await openChat(world(), { companyId });
  expect(await chat.writes('A person, please.')).toMatchObject({ next: 'handed-over' });
  expect(await escalationOf(companyId, chat)).toEqual({
    sessions: 1,
    rate: 1,
    reasons: { model: 1 },
    ends: { handedToTeam: 1 },
  });
});

test('wishes count one by one, and the words of a wish from outside name no counter', async () => {
  const companyId = await company();
  world().claude.script({ text: 'Yes?' }, asks);
  const chat = await openChat(world(), { companyId });
  await chat.asksForPerson();
  await chat.asksForPerson();
  await chat.writes('Hello?');
  await chat.writes('A person, please.');
  const quiet = await openChat(world(), { companyId });
  const said = await escalationOf(companyId, chat, quiet);
  expect(said).toEqual({ sessions: 1, rate: 0.5, reasons: { api: 1, model: 1 }, ends: { handedToTeam: 2 } });
});

test('a failing model and a spent budget are reasons of their own', async () => {
  const companyId = await company();
  world().claude.script(failure, failure, failure, failure);
  const chat = await openChat(world(), { companyId });
  await chat.writes('Hello?');
  expect(await chat.writes('Hello?')).toMatchObject({ next: 'handed-over' });
  expect(await escalationOf(companyId, chat)).toMatchObject({ reasons: { failure: 1 }, ends: { handedToTeam: 1 } });

  const spent = await company({ budgets: { perCall: 0 } });
  const broke = await openChat(world(), { companyId: spent });
  expect(await broke.writes('Hello?')).toMatchObject({ next: 'handed-over' });
  expect(await escalationOf(spent, broke)).toMatchObject({ reasons: { budget: 1 }, ends: { handedToTeam: 1 } });
});

test('a team that is at home counts as after hours, and one that cannot be told as failed', async () => {
  const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' });
  const tomorrow = weekday.format(clock.now() + 86_400_000).toLowerCase();
  const asleep = await company({
    timeZone: 'UTC',
    businessHours: { [tomorrow]: [{ opens: '09:00', closes: '17:00' }] },
  });
  world().claude.script(asks);
  const late = await openChat(world(), { companyId: asleep });
  await late.writes('A person, please.');
  expect(await escalationOf(asleep, late)).toMatchObject({ reasons: { model: 1 }, ends: { afterHours: 1 } });

  const deaf = await company();
  world().twilio.failNext({ status: 400, code: 21211 });
  world().claude.script(asks);
  const lost = await openChat(world(), { companyId: deaf });
  await lost.writes('A person, please.');
  await world().lambda.settled();
  expect(await escalationOf(deaf, lost)).toMatchObject({ reasons: { model: 1 }, ends: { failed: 1 } });
});
