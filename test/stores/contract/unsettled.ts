import { expect, it } from 'vitest';
import { type Action, type ActionState, isSettled } from '#lib/domain/action.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleAction } from '#test/support/samples.ts';

const states: ActionState[] = ['requested', 'reserved', 'executing', 'unknown', 'executed', 'failed', 'denied'];

/** The list is of all companies, so each test lives in a year of its own, and the test of the limit in the first. */
export function describeUnsettled(stores: () => Stores): void {
  const write = async (own: Partial<Action>) => (await stores().ledger.createOnce(sampleAction(own))).action;
  const unsettled = async (companyId: string, before: string) =>
    (await stores().ledger.unsettled(before, 1000)).filter((action) => action.companyId === companyId);

  it('are listed oldest first, up to the limit', async () => {
    const times = [4, 2, 3, 1].map((second) => `1991-01-01T00:00:0${second}.000Z`);
    const [fourth, second, third, first] = await Promise.all(times.map((updatedAt) => write({ updatedAt })));
    const before = '1991-01-02';
    for (const limit of [4, 5, 1000]) {
      expect(await stores().ledger.unsettled(before, limit)).toEqual([first, second, third, fourth]);
    }
    expect(await stores().ledger.unsettled(before, 2)).toEqual([first, second]);
    expect(await stores().ledger.unsettled(before, 0)).toEqual([]);
  });

  it('are all that can still change, and were last changed before the time asked for', async () => {
    const companyId = freshId('acme');
    const at = '1992-01-01T00:00:00.000Z';
    const actions = await Promise.all(states.map((state) => write({ companyId, state, updatedAt: at })));
    const open = actions.filter(({ state }) => !isSettled(state));
    const listed = await unsettled(companyId, '1992-01-01T00:00:00.001Z');
    expect(listed).toHaveLength(4);
    expect(listed).toEqual(expect.arrayContaining(open));
    expect(await unsettled(companyId, at)).toEqual([]);
  });

  it('leave the list by being settled, and go to its end by being touched', async () => {
    const companyId = freshId('acme');
    const updatedAt = '1993-01-01T00:00:00.000Z';
    const [touched, settled] = [
      await write({ companyId, updatedAt, state: 'unknown' }),
      await write({ companyId, updatedAt }),
    ];
    expect(await unsettled(companyId, '1993-01-02')).toHaveLength(2);
    await stores().ledger.move(settled, 'requested', 'denied', { updatedAt });
    await stores().ledger.move(touched, 'unknown', 'unknown', { updatedAt: '1993-02-01T00:00:00.000Z' });
    expect(await unsettled(companyId, '1993-01-02')).toEqual([]);
    expect(await unsettled(companyId, '1993-02-02')).toMatchObject([{ actionId: touched.actionId, state: 'unknown' }]);
  });

  it('are found however many they are', async () => {
    const companyId = freshId('acme');
    const times = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(1994, 0, 1) + i).toISOString());
    const actions = await Promise.all(times.map((updatedAt) => write({ companyId, updatedAt })));
    expect(await unsettled(companyId, '1994-01-02')).toEqual(actions);
  });
}
