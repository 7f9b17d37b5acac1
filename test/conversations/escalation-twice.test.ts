import { beforeAll, beforeEach, expect, test } from 'vitest';
import { expectRepeatsToChangeNothing, team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

// Twilio sends everything twice, at the same moment.
const world = useWorld({ twilio: { sendsTwice: true } });
beforeAll(() => world().company(teamConfig));
beforeEach(() => {
  world().twilio.agents.when(team.first).isBusy();
});

test('every webhook twice at once: one transfer, the second number, one talk', async () => {
  world().twilio.agents.when(team.second).answers({ presses: '1', talksMs: 5_000 });
  const before = world().metrics.samples.length;
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/trying someone else.*has ended/);
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'bridged', index: 1 }, tried: ['busy'] });
  const counted = world()
    .metrics.samples.slice(before)
    .map(({ metric }) => metric)
    .filter((metric) => metric.startsWith('escalations'));
  expect(counted.sort()).toEqual([
    'escalationsAccepted',
    'escalationsBridged',
    'escalationsBusy',
    'escalationsRequested',
  ]);
  await expectRepeatsToChangeNothing(world(), caller);
});

test.each([
  ['a mailbox', 'answersAsMachine', 'machine'],
  ['nobody', 'doesNotAnswer', 'noAnswer'],
] as const)('twice at once and %s at the second number: the AI again, once', async (_, how, outcome) => {
  world().twilio.agents.when(team.second)[how]();
  const caller = await world().caller({ to: team.number });
  expect(await caller.presses('0')).toSpeak(/nobody on the team is free/);
  expect(caller).toListen();
  expect(await transferOf(world(), caller)).toMatchObject({ state: { kind: 'exhausted' }, tried: ['busy', outcome] });
  for (const leg of [...caller.dialled]) {
    for (const { body, duplicate } of leg.webhooks) expect(duplicate?.body).toBe(body);
  }
  await caller.hangsUp();
});
