import { beforeEach, expect, test } from 'vitest';
import { persona } from '#local/claude/persona.ts';
import { demo } from '#local/demo-company.ts';
import { sweeps, textsTo } from '#test/support/afterwards.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld({ mind: persona });

beforeEach(() => world().twilio.agents.when(demo.personPhone).isBusy());

test('who reaches nobody at the demo company is offered to leave a spoken message, and the team gets it', async () => {
  const caller = await world().caller();
  expect(await caller.says('The wool rug I ordered sheds a lot. Can I talk to a person?')).toSpeak(/line is busy/);
  expect(await caller.says('I really want to talk to a person.')).toSpeak(
    'I tried just now, and could not reach anybody. Would you like to leave a spoken message for the team?',
  );
  expect(await caller.says('Yes, please.')).toSpeak(/^Of course\. May I record your message for the team\?/);
  expect(await caller.presses('1')).toSpeak(/after the tone/);
  expect(await caller.says('Please tell me how to make it stop.')).toSpeak(/your message for the team is recorded/);
  await caller.says('That is all, goodbye!');
  expect(caller).toHaveHungUp();
  await sweeps(world());
  expect(textsTo(world(), demo.teamPhone).at(-1)).toMatch(/a spoken message of \d+ seconds from \+12025550123/);
});

test('who could have a person at the demo company is offered one instead of a recording', async () => {
  world().twilio.agents.when(demo.personPhone).answers({ presses: '1' });
  const caller = await world().caller();
  expect(await caller.says('Can I leave a message?')).toSpeak(/Shall I connect you to a colleague\?$/);
  await caller.says('Yes.');
  expect(caller).toTransferTo(demo.personPhone);
});
