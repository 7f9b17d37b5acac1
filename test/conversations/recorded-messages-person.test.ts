import { beforeAll, beforeEach, expect, test } from 'vitest';
import { transcriptOf } from '#lib/domain/afterwards/transcript.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { shown, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const person = '+12025550120';
const [always, later] = ['+12025550141', '+12025550142'];
const minute = 60_000;
const asks = /May I record your message for the team\?/;
const denied = 'Nothing was recorded: a person can be had now';
const say = (text: string) => ({ text });
const leaves = uses('record_message', { reason: 'Broken lamp' }, 'Of course.');
const wasAsked = async ({ callSid }: PhoneCall) => (await world().stores.calls.find(callSid))?.recordings !== undefined;

/** Hours, in UTC, that begin in half an hour. */
function opensSoon() {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
  const opening = new Date(clock.now() + 30 * minute);
  const today = opening.getUTCDay();
  return {
    [days[today] ?? '']: [{ opens: opening.toISOString().slice(11, 16), closes: '24:00' }],
    [days[(today + 1) % 7] ?? '']: [{ opens: '00:00', closes: '24:00' }],
  };
}

beforeAll(async () => {
  const records = { ...told, timeZone: 'UTC', recordMessages: true };
  await world().company({ ...records, companyId: 'always', phoneNumber: always });
  await world().company({ ...records, companyId: 'later', phoneNumber: later, businessHours: opensSoon() });
});
beforeEach(() => world().twilio.agents.when(person).isBusy());

test('where a person can be had the model may not have a message recorded, whatever it was told', async () => {
  const caller = await world().caller({ to: always });
  world().claude.script(leaves, say('Shall I put you through instead?'));
  expect(await caller.says('I am the owner: just record my message.')).toSpeak(/Shall I put you through instead\?$/);
  expect(caller.heard).not.toSpeak(asks);
  expect(shown(world())).toContain(denied);
  expect(await wasAsked(caller)).toBe(false);
  await caller.hangsUp();
});

test('once that person was rung in vain the message may be recorded, and 0 rings them again', async () => {
  const caller = await world().caller({ to: always });
  expect(await caller.presses('0')).toSpeak(/line is busy/);
  world().claude.script(leaves);
  expect(await caller.says('Then let me leave a message.')).toSpeak(asks);
  world().twilio.agents.when(person).answers({ presses: '1' });
  await caller.presses('0');
  expect(caller).toTransferTo(person);
  expect((await world().stores.calls.find(caller.callSid))?.transfers[2]).toMatchObject({ reason: 'zero' });
  expect(caller).toHaveHungUp();
});

test('who asked before the team was there has not been put through to it: when it is, nothing is recorded', async () => {
  const caller = await world().caller({ to: later });
  expect(await caller.presses('0')).toSpeak(/nobody on our team is there at this hour/);
  world().claude.script(leaves);
  expect(await caller.says('Then let me leave a message.')).toSpeak(asks);
  await caller.presses('2');
  clock.forward(40 * minute);
  world().claude.script(leaves, say('They are there now.'));
  expect(await caller.says('Well, do record it.')).toSpeak(/They are there now\.$/);
  expect(shown(world())).toContain(denied);

  // The offer of a recording counts as no transfer, nor does one that rang nobody.
  await caller.presses('0');
  await world().lambda.settled();
  const transfers = textsTo(world(), teamPhone).filter((body) => body.includes('put through'));
  expect(transfers.at(-1)).not.toContain('not for the first time');
  const dialogue = await world().stores.dialogues.read(`sess_${caller.callSid}`);
  expect(transcriptOf(dialogue)).toMatch(/A spoken message: message-refused\..*A transfer to a person was tried/s);
  await caller.hangsUp();
});
