import { afterAll, beforeAll, expect, test } from 'vitest';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { type Assembly, assemble } from '#test/infra/deployed/assembly.ts';
import { runFunction } from '#test/infra/deployed/lambda.ts';
import { useCloud } from '#test/releases/cloud-world.ts';

/** The functions that watch over releases, from their built assets, against a stand-in of AWS's own APIs. */
const world = useCloud();
let assembly: Assembly;
beforeAll(() => {
  assembly = assemble('delivery');
}, 300_000);
afterAll(() => assembly?.remove());

async function invoke(entry: string, event: unknown): Promise<unknown> {
  const deployed = assembly.functions.find((one) => one.entry === entry);
  if (deployed === undefined)
    throw new Error(`${entry} is not deployed; there are ${assembly.functions.map((one) => one.entry)}.`);
  const running = await runFunction(deployed, { ...world().cloud.variables });
  try {
    return await running.invoke(event, lambdaContext({ functionName: deployed.name }));
  } finally {
    await running.stop();
  }
}

test('what is live has to bake, and the alarm takes every alias back to what was good', async () => {
  world().deploy('first');
  world().alarm('OK');
  expect(await invoke('mark-good', {})).toBe('baking');
  await world().good(1);
  world().deploy('second');
  expect(world().live()).toEqual([2]);
  world().alarm('ALARM');
  expect(await invoke('rollback', world().event({ alarmName: 'somebody-elses' }))).not.toBe('rolledBack');
  expect(world().live()).toEqual([2]);
  await invoke('rollback', world().event());
  expect(world().live()).toEqual([1]);
}, 120_000);
