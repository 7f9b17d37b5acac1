import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { team, teamConfig, transferOf } from '#test/support/transfers.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
beforeAll(async () => {
  await world().company(teamConfig);
  await world().company({
    ...teamConfig,
    companyId: 'thrifty',
    phoneNumber: '+12025550135',
    budgets: { perCall: 0 },
  });
});
beforeEach(() => {
  world().twilio.agents.when(team.first).answers({ presses: '1', talksMs: 1_000 });
});

const summary = 'The lamp from order 4711 broke, card 4111 1111 1111 1111.';
const tool: Reply = {
  text: 'I am connecting you.',
  tools: [{ name: 'transfer_to_human', input: { reason: 'wants a person', summary } }],
};
const broken: Reply = { fail: { status: 529 } };

const asks: [string, string, Reply[], (caller: PhoneCall) => Promise<unknown>, RegExp][] = [
  ['zero', team.number, [], (caller) => caller.presses('0'), /The caller asked for a person\. Press 1/],
  [
    'model',
    team.number,
    [tool],
    (caller) => caller.says('A person!'),
    /wants a person\. The lamp from order 4711 broke, card …/,
  ],
  ['failure', team.number, [broken, broken], (caller) => caller.says('Hello?'), /could not go on by itself\. Press 1/],
  [
    'silence',
    team.number,
    [],
    async (caller) => {
      for (let turn = 1; turn <= 3; turn += 1) await caller.isSilent();
    },
    /has not said anything so far\. Press 1/,
  ],
  ['budget', '+12025550135', [], (caller) => caller.says('Hello?'), /could not go on by itself\. Press 1/],
];

test.each(asks)('a person asked for by %s knows why they are rung', async (reason, to, replies, ask, heard) => {
  world().claude.script(...replies);
  const caller = await world().caller({ to });
  await ask(caller);
  expect(caller).toHaveHungUp();
  expect(caller.dialled[0]?.heard).toSpeak(/^This is Team Ltd\. Our AI assistant is passing a caller on to you\./);
  expect(caller.dialled[0]?.heard).toSpeak(heard);
  const turns = Object.keys((await world().stores.calls.find(caller.callSid))?.transfers ?? {});
  expect(await transferOf(world(), caller, Number(turns[0]))).toMatchObject({ reason, state: { kind: 'bridged' } });
});

test('what a log says of a transfer is nobody’s words and nobody’s number', async () => {
  const before = world().log.lines.length;
  world().claude.script(tool);
  const caller = await world().caller({ to: team.number });
  await caller.says('A person!');
  const logged = JSON.stringify(
    world()
      .log.lines.slice(before)
      .map(({ pii: _, ...line }) => line),
  );
  expect(logged).toContain('"message":"escalation"');
  expect(logged).not.toMatch(/lamp|4111|\+1202555/);
});
