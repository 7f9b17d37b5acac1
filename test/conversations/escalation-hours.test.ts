import { beforeAll, expect, test } from 'vitest';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import { countsOf, expectRepeatsToChangeNothing, team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

/** Saturday, 21 November 2026, 10:00 in New York. */
const saturday = Date.parse('2026-11-21T15:00:00Z');
const started = Date.now();
let shiftMs = saturday - started;
const clock: Clock = { now: () => Date.now() + shiftMs, sleep: systemClock.sleep };
const onMonday = () => {
  shiftMs = saturday - started + 2 * 86_400_000;
};
const onSaturday = () => {
  shiftMs = saturday - started;
};

const world = useWorld({ clock });
const nineToFive = [{ opens: '09:00', closes: '17:00' }];
const hours = { timeZone: 'America/New_York', businessHours: { monday: nineToFive, tuesday: nineToFive } };

beforeAll(async () => {
  await world().company({ ...teamConfig, ...hours });
  await world().company({ ...teamConfig, ...hours, companyId: 'deutsch', phoneNumber: '+12025550134', language: 'de' });
});

const transfer = { name: 'transfer_to_human', input: { reason: 'asked for a person', summary: 'The lamp broke.' } };
const lastHistory = () => JSON.stringify(world().claude.requests.at(-1)?.body.messages);

test('0 after hours: nobody is rung, the caller hears when they are back, and the AI goes on', async () => {
  onSaturday();
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(
    "I'm sorry, nobody on our team is there at this hour. They will be back on Monday at 9 AM. I'm still here, though: what can I do for you?",
  );
  expect(caller.dialled).toEqual([]);
  expect(caller).toListen();
  expect(await transferOf(world(), caller)).toMatchObject({ reason: 'zero', state: { kind: 'afterHours' } });
  expect(countsOf(world())).toEqual({ escalationsRequested: 1, escalationsAfterHours: 1 });
  await expectRepeatsToChangeNothing(world(), caller);
  world().claude.script({ text: 'What is it about?' });
  expect(await caller.says('Then you.')).toSpeak('What is it about?');
  expect(lastHistory()).toContain(
    'nobody was rung. The caller was told, and is back with you. They are back on Monday, 2026-11-23, at 09:00',
  );
  await caller.hangsUp();
});

test('in the night in which the clocks are set back, an hour that comes again is not forgotten', async () => {
  const phoneNumber = '+12025550166';
  const businessHours = { sunday: [{ opens: '01:30', closes: '01:45' }] };
  await world().company({ ...teamConfig, ...hours, businessHours, companyId: 'night', phoneNumber });
  // Ten to two in New York, for the first time.
  shiftMs = Date.parse('2026-11-01T05:50:00Z') - Date.now();
  const caller = await world().caller({ to: phoneNumber });
  expect(await caller.presses('0')).toSpeak(/nobody on our team is there.* They will be back today at 1:30 AM\./);
  await caller.hangsUp();
});

test('in German too', async () => {
  onSaturday();
  const caller = await world().caller({ to: '+12025550134' });
  expect(await caller.presses('0')).toSpeak(
    /niemand da\. Das Team ist am Montag ab 9 Uhr wieder da\. Ich bin aber weiter/,
  );
  await caller.hangsUp();
});

test('the model knows from the first word on, and its tool begins nothing', async () => {
  onSaturday();
  world().claude.script(
    { text: [], tools: [transfer] },
    { text: 'They are back on Monday at nine. May I help meanwhile?' },
  );
  const caller = await world().caller({ to: team.number });
  expect(await caller.says('A person, please.')).toSpeak('They are back on Monday at nine. May I help meanwhile?');
  expect(caller).toListen();
  expect(caller.dialled).toEqual([]);
  expect(lastHistory()).toContain('The team of people is not there at this hour');
  expect(lastHistory()).toContain('Nobody was rung: the team is not there at this hour. They are back on Monday');
  await caller.hangsUp();
});

test('silence after hours ends in a goodbye, not at a phone that nobody picks up', async () => {
  onSaturday();
  const caller = await world().caller({ to: team.number });
  await caller.isSilent();
  await caller.isSilent();
  expect(await caller.isSilent()).toSpeak(/I'll end the call here/);
  expect(caller).toHaveHungUp();
  expect(caller.dialled).toEqual([]);
});

test('a failure after hours is another try, and no person is offered', async () => {
  onSaturday();
  world().claude.script({ fail: { status: 529 } }, { fail: { status: 529 } }, { text: 'Here I am.' });
  const caller = await world().caller({ to: team.number });
  expect(await caller.says('Hello?')).toSpeak(/something went wrong on my end\. Could you say that once more/);
  expect(await caller.says('Hello?')).toSpeak(/Here I am/);
  await caller.hangsUp();
});

test('in business hours the same company is rung', async () => {
  onMonday();
  world().twilio.agents.when(team.first).answers({ presses: '1' });
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller).toTransferTo(team.first);
  expect(caller).toHaveHungUp();
});

test('a transfer that has begun goes on after closing time', async () => {
  onMonday();
  world()
    .twilio.agents.when(team.first)
    .decides(() => {
      onSaturday();
      return { kind: 'busy' };
    });
  world().twilio.agents.when(team.second).answers({ presses: '1' });
  const caller = await world().caller({ to: team.number });
  await caller.presses('0');
  expect(caller).toTransferTo(team.second);
});

test('after hours a call back is promised only for a time at which somebody is there', async () => {
  onSaturday();
  const to = '+12025550165';
  const humanAgent = { ...teamConfig.tiers.humanAgent, notificationPhone: '+12025550150' };
  await world().company({ ...teamConfig, ...hours, companyId: 'promises', phoneNumber: to, tiers: { humanAgent } });
  const schedule = (from: string, until?: string) => ({
    text: '',
    tools: [{ name: 'schedule_callback', input: { reason: 'The lamp.', when: { from, to: until } } }],
  });
  const promises = () => world().stores.callbacks.open('promises' as CompanyId, '2999');
  const caller = await world().caller({ to });
  for (const [from, until] of [
    ['2026-11-22T10:00', '2026-11-22T12:00'],
    ['2026-11-23T17:00', '2026-11-23T18:00'],
  ] as const) {
    world().claude.script(schedule(from, until), { text: 'Which other time suits you?' });
    await caller.says('Call me then.');
    expect(lastHistory()).toContain('Nothing was promised. Nobody of the team is there at that time. They are back on');
    expect(await promises()).toEqual([]);
  }
  world().claude.script(schedule('2026-11-23T08:00', '2026-11-23T10:00'), { text: 'We will call on Monday.' });
  expect(await caller.says('Monday morning, then.')).toSpeak('We will call on Monday.');
  expect(await promises()).toMatchObject([{ from: '2026-11-23T13:00:00.000Z' }]);
  await caller.hangsUp();
});
