import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mind } from '#local/claude/reply.ts';
import { audit } from '#test/hostile/audit.ts';
import { readScene } from '#test/hostile/mind/scene.ts';
import { brigitte, dana, type Raid, sam } from '#test/hostile/prey.ts';
import { anyAsks, anyCourse, anyRacers, race } from '#test/hostile/races/race.ts';
import { raidInMemory, siege } from '#test/hostile/raid-in-memory.ts';

test('no order in which parallel calls of parallel sessions go on exceeds a cap', { timeout: 60_000 }, async () => {
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), anyCourse, anyRacers, async (scheduler, course, racers) => {
      const running = race(course, racers, async (name, call) => {
        await scheduler.schedule(Promise.resolve(), name);
        return call();
      });
      const { stores, prey, raids } = await scheduler.waitFor(running);
      executed += (await audit(stores, prey, raids)).executed.length;
    }),
    { numRuns: 1000 },
  );
  expect(executed).toBeGreaterThan(100);
});

test('nor does any order in which parallel turns and calls of one model go on', { timeout: 60_000 }, async () => {
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(anyAsks, { minLength: 3, maxLength: 3 }), async (scheduler, plan) => {
      const mind: Mind = (request) => {
        const { heard, round } = readScene(request);
        const asks = plan[Number(heard.words)] ?? [];
        if (round > 0) return { text: 'Anything else?' };
        return {
          tools: [{ name: 'verify_customer', input: {} }, ...asks.map(({ tool, input }) => ({ name: tool, input }))],
        };
      };
      const besieged = siege(mind, '2026-11-22T12:00:00.000Z', async (name, call) => {
        await scheduler.schedule(Promise.resolve(), name);
        return call();
      });
      const {
        stores,
        twins: [maple, kettle],
      } = besieged;
      const turns = plan.map((_, at) => String(at));
      const raids: Raid[] = await scheduler.waitFor(
        Promise.all([
          raidInMemory(besieged, maple, dana, { atOnce: true }, turns),
          raidInMemory(besieged, maple, dana, { tier: 'aiManager' }, turns),
          raidInMemory(besieged, maple, sam, { tier: 'aiManager', atOnce: true }, turns),
          raidInMemory(besieged, kettle, brigitte, { tier: 'aiManager', atOnce: true }, turns),
        ]),
      );
      for (const prey of [maple, kettle]) executed += (await audit(stores, prey, raids)).executed.length;
    }),
    { numRuns: 60 },
  );
  expect(executed).toBeGreaterThan(100);
});
