import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Action, isSettled } from '#lib/domain/action.ts';
import { leftBehindMs } from '#lib/domain/reconcile.ts';
import { reconciler } from '#test/ledger/scene.ts';
import { expectWithinCaps } from '#test/ledger/simulation/caps.ts';
import { anyPlan, anyStep } from '#test/ledger/simulation/steps.ts';
import { type Company, ledgerOf, type SimWorld, simWorld } from '#test/ledger/simulation/world.ts';
import { Stage } from '#test/ledger/stage.ts';
import { tripwire } from '#test/ledger/tripwire.ts';

// All of it is work for the processor, which others may share.
vi.setConfig({ testTimeout: 60_000 });

test('whatever happens in three companies for months, the books agree, the caps hold and nobody pays for another', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyPlan,
      fc.array(anyStep, { minLength: 80, maxLength: 200, size: 'max' }),
      async (plan, steps) => {
        const world = simWorld(plan);
        const stage = new Stage();
        try {
          for (const step of steps) await step(world, stage);
          await quiet(world, stage);
          for (const company of world.companies) await expectSound(world, company);
        } catch (cause) {
          throw new Error(`${cause}\nAfter: ${stage.story.join('\n')}`, { cause });
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** Everybody comes to an end, and the reconciler to the last of what they left behind. */
async function quiet(world: SimWorld, stage: Stage): Promise<void> {
  await stage.playOut(() => 0);
  for (let run = 0; run < 12; run += 1) {
    world.clock.pass(leftBehindMs + 1);
    await tripwire().run(reconciler(world));
  }
}

async function expectSound(world: SimWorld, company: Company): Promise<void> {
  const actions = await ledgerOf(world, company);
  const { effects, orders } = company.shop.books;
  const done = new Map(effects.flatMap(({ key, result }) => (result.kind === 'done' ? [[key, result.reference]] : [])));
  for (const { state, command, reference } of actions) {
    expect(isSettled(state)).toBe(true);
    expect(done.get(command?.key ?? ''), `an action that is ${state}`).toBe(
      state === 'executed' ? reference : undefined,
    );
  }
  const ours = new Set(actions.map(({ command }) => command?.key));
  expect([...done.keys()].filter((key) => !key.startsWith('staff_') && !ours.has(key))).toEqual([]);
  for (const minor of [
    ...actions.flatMap(amountsOf),
    ...orders.flatMap(({ lines }) => lines.map((line) => line.refundedMinor)),
  ]) {
    expect(Number.isSafeInteger(minor) && minor >= 0, `${minor} is money`).toBe(true);
  }
  expectWithinCaps(world, company, actions);
  await expectWindows(world, company, actions);
}

const amountsOf = ({ amount, windows, command }: Action): number[] => [
  amount.amountMinor,
  ...windows.flatMap(({ amountMinor, limitMinor }) => [amountMinor, limitMinor]),
  ...(command?.kind === 'refund' ? command.lines.map(({ amountMinor }) => amountMinor) : []),
];

/** Every window that was ever written holds what was executed in it, and of the last thirty days where it rolls on. */
async function expectWindows(
  { ports, clock }: SimWorld,
  { config }: Company,
  actions: readonly Action[],
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  const windows = new Map(actions.flatMap((action) => action.windows.map((window) => [window.window, window])));
  for (const window of windows.values()) {
    const since = clock.now() - (window.rollingMs ?? Number.POSITIVE_INFINITY);
    const counted = actions
      .filter(({ state, requestedAt }) => state === 'executed' && Date.parse(requestedAt) >= since)
      .flatMap((action) => action.windows.filter((one) => one.window === window.window));
    const sum = counted.reduce((total, { amountMinor }) => total + amountMinor, 0);
    expect(await ports.allowances.spent(config.companyId, window, at), window.window).toBe(sum);
  }
}
