import { expect, test } from 'vitest';
import type { Reply } from '#local/claude/reply.ts';
import { demo } from '#local/demo-company.ts';
import { useWorld } from '#test/support/world.ts';

// By the wall's clock: where time runs faster, a busy machine makes six rounds of the model longer than a caller is kept waiting.
const world = useWorld();

test('a model that calls tools without end is stopped, and the caller gets a person', async () => {
  const again: Reply = { text: [], tools: [{ name: 'search_knowledge', input: { query: 'delivery' } }] };
  world().claude.script(again, again, again, again, again, again);
  world().twilio.agents.when(demo.personPhone).answers({ presses: '1', talksMs: 0 });
  const caller = await world().caller();
  expect(await caller.says('Hi')).toSpeak(/put you through to a person/);
  if (!caller.ending) await caller.hangsUp();
});
