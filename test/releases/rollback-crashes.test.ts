import { LambdaClient } from '@aws-sdk/client-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lambdaFunctions } from '#lib/adapters/aws/lambda-functions.ts';
import type { RollbackPorts } from '#lib/domain/releases/roll-back.ts';
import { rollBack } from '#lib/domain/releases/roll-back.ts';
import { type Around, watched } from '#test/ledger/port-calls.ts';
import { mishaps, tripwire } from '#test/ledger/tripwire.ts';
import { entries, names, useCloud } from '#test/releases/cloud-world.ts';

const world = useCloud();
/** Few are enough to be in the middle of. */
const three = entries.slice(0, 3);
const wish = { by: 'the alarm', automatic: true };

const watchedPorts = (ports: RollbackPorts, around: Around): RollbackPorts => ({
  ...ports,
  functions: watched('functions', ports.functions, around),
  shifts: watched('shifts', ports.shifts, around),
  notes: watched('notes', ports.notes, around),
  alarm: watched('alarm', ports.alarm, around),
  operators: watched('operators', ports.operators, around),
});

/** A stage of three functions: the release before is good, the one that is live is not, and a canary of a third runs. */
async function scene(): Promise<RollbackPorts> {
  const { cloud, deploy, good, alarm, ports } = world();
  for (const entry of entries) cloud.functions.remove(names.functionName(entry));
  cloud.parameters.values.clear();
  cloud.parameters.values.set(`${names.parameters}topic`, 'arn:topic');
  cloud.topic.messages.length = 0;
  deploy('build-1');
  await good(1);
  deploy('build-2');
  for (const entry of entries) cloud.functions.publish(names.functionName(entry), 'build-3');
  for (const entry of three) cloud.deployments.shift(names.application, names.functionName(entry), 3);
  alarm('ALARM');
  const client = new LambdaClient({ endpoint: cloud.endpoint });
  return { ...ports, functions: lambdaFunctions({ client, entries: three, nameOf: names.functionName }) };
}

const pointing = () => three.map((entry) => world().cloud.functions.liveOf(names.functionName(entry)));
const atGood = three.map(() => ({ version: 1, weights: {} }));

/** Good news is told only when it is true. */
const honest = (ports: RollbackPorts): RollbackPorts => ({
  ...ports,
  operators: {
    async tell(subject, text) {
      if (subject.includes('rolled back')) expect(pointing()).toEqual(atGood);
      await ports.operators.tell(subject, text);
    },
  },
});
const toldOf = () =>
  world().cloud.topic.messages.filter(({ subject }) => subject === 'CS AI: rolled back to release 1');

test('killed or failing at any step, the next run brings every function to the good release and tells of it', async () => {
  const healthy = tripwire();
  await healthy.run(async (around) => rollBack(watchedPorts(await scene(), around), wish));
  expect(healthy.calls.length).toBeGreaterThan(12);
  for (const how of ['killed', 'failed'] as const) {
    for (const mishap of mishaps(healthy.calls.length, how)) {
      const ports = honest(await scene());
      await tripwire(mishap).run((around) => rollBack(watchedPorts(ports, around), wish).catch(() => undefined));
      await rollBack(ports, wish);
      expect({ mishap, pointing: pointing() }).toEqual({ mishap, pointing: atGood });
      expect({ mishap, told: toldOf().length > 0 }).toEqual({ mishap, told: true });
      // The whole of it, though another run did a part.
      for (const entry of three) expect(toldOf().at(-1)?.text).toContain(`  ${entry}: version 3 -> 1`);
    }
  }
}, 120_000);

test('two at once in any order, one killed at any step: every function is at the good release, and it is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.option(fc.record({ call: fc.integer({ min: 1, max: 25 }), side: fc.constantFrom('before', 'after') }), {
        nil: undefined,
      }),
      async (scheduler, at) => {
        const ports = honest(await scene());
        const run = (mishap: Parameters<typeof tripwire>[0]) =>
          tripwire(mishap).run((around) => {
            const inTurn: Around = (name, call) =>
              scheduler.schedule(Promise.resolve(), name).then(() => around(name, call));
            return rollBack(watchedPorts(ports, inTurn), wish);
          });
        const outcomes = await scheduler.waitFor(Promise.all([run(at && { ...at, how: 'killed' }), run(undefined)]));
        // The other one has done it all by itself, or what is left is done by the next.
        if (outcomes.includes('died')) await rollBack(ports, wish);
        expect(pointing()).toEqual(atGood);
        expect(toldOf().length).toBeGreaterThan(0);
        const kinds = outcomes.map((outcome) => (outcome === 'died' ? outcome : outcome.kind));
        expect(['rolledBack', 'already', 'cooling', 'died']).toEqual(expect.arrayContaining(kinds));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
