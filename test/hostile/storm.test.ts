import { expect, test } from 'vitest';
import type { Tier } from '#lib/contracts/company-config.ts';
import { families } from '#test/hostile/attacks.ts';
import { audit } from '#test/hostile/audit.ts';
import { expectNoLeaks, expectSilentLog } from '#test/hostile/leaks.ts';
import { hostileMind } from '#test/hostile/mind.ts';
import { brigitte, type Caller, dana, forger, type Raid, sam, stranger } from '#test/hostile/prey.ts';
import { raidInMemory, siege } from '#test/hostile/raid-in-memory.ts';

test('every attack by every caller at both tiers, day after day, stays under every cap and tells nobody anything', {
  timeout: 60_000,
}, async () => {
  const besieged = siege(hostileMind({ most: 4 }), '2026-11-22T12:00:00.000Z');
  const {
    stores,
    clock,
    log,
    twins: [maple, kettle],
  } = besieged;
  const raids: Raid[] = [];
  for (const [at, utterances] of Object.values(families).entries()) {
    const raid = (prey: typeof maple, caller: Caller, tier: Tier = 'aiRep') =>
      raidInMemory(besieged, prey, caller, { tier }, utterances);
    raids.push(
      ...(await Promise.all([
        raid(maple, dana),
        raid(maple, at % 2 === 0 ? dana : sam, 'aiManager'),
        ...(at % 3 === 1 ? [raid(maple, at % 2 === 0 ? stranger : forger)] : []),
        ...(at % 3 === 0 ? [raid(kettle, brigitte, 'aiManager')] : []),
      ])),
    );
    clock.pass(2 * 86_400_000);
  }
  const audited = await audit(stores, maple, raids);
  const _b = await audit(stores, kettle, raids);
  await expectNoLeaks(stores, raids);
  expectSilentLog(log.lines, raids);
  expect(audited.executed.length).toBeGreaterThan(10);
});
