import { expect, it } from 'vitest';
import type { Action, ActionState } from '#lib/domain/action.ts';
import type { CommerceCommand } from '#lib/domain/commerce.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleAction, sampleCommand, sampleWindow } from '#test/support/samples.ts';

const later = '2026-11-22T21:30:05.000Z';

export function describeLedger(stores: () => Stores): void {
  const write = async (own: Partial<Action> = {}) => (await stores().ledger.createOnce(sampleAction(own))).action;
  const found = ({ companyId, actionId }: Action) => stores().ledger.find(companyId, actionId);

  it('finds nothing where no action was', async () => {
    expect(await stores().ledger.find(freshId('acme'), freshId('act'))).toBeUndefined();
    expect(await stores().ledger.ofSession(freshId('acme'), freshId('sess'))).toEqual([]);
  });

  it('keeps an action as it was written, optional fields or none', async () => {
    const {
      command: _,
      beforeMinor: __,
      ...bare
    } = sampleAction({
      state: 'denied',
      denial: { code: 'not-verified', couldDo: undefined },
      customerId: undefined,
      evidence: undefined,
      windows: [],
    });
    const full = sampleAction({
      state: 'executed',
      tier: 'aiManager',
      reason: '„Kaputt“ 💔 "<&>',
      windows: [sampleWindow({ rollingMs: 30 * 86_400_000 }), sampleWindow({ couldDo: undefined, amountMinor: 0 })],
      afterMinor: 0,
      reference: 're_1',
      failure: '',
    });
    for (const action of [bare, full]) {
      expect(await stores().ledger.createOnce(action)).toEqual({ action, created: true });
      expect(await found(action)).toEqual(action);
    }
  });

  it('keeps a command to the letter, whatever its kind', async () => {
    const { key, customerId, reason } = sampleCommand();
    const commands: CommerceCommand[] = [
      sampleCommand({ lines: [] }),
      { reason, key, customerId, kind: 'credit', currency: 'JPY', amountMinor: Number.MAX_SAFE_INTEGER },
      { kind: 'subscription', change: { plan: 'Größer', kind: 'plan' }, key, subscriptionId: '', customerId, reason },
    ];
    for (const command of commands) {
      const action = await write({ kind: command.kind, command });
      expect(JSON.stringify((await found(action))?.command)).toBe(JSON.stringify(command));
    }
  });

  it('creates an action once for twenty at the same time', async () => {
    const action = sampleAction();
    const made = await Promise.all(Array.from({ length: 20 }, () => stores().ledger.createOnce(action)));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(made.map((result) => result.action)).toEqual(made.map(() => action));
  });

  it('gives the action that stands, and what became of it, to whoever comes second', async () => {
    const action = await write();
    await stores().ledger.move(action, 'requested', 'denied', { updatedAt: later });
    const repeat = { ...action, reason: 'Again.', command: sampleCommand() };
    expect(await stores().ledger.createOnce(repeat)).toEqual({
      action: { ...action, state: 'denied', updatedAt: later },
      created: false,
    });
  });

  it('moves an action on, state by state, with what is known by then', async () => {
    const action = await write();
    const steps: [ActionState, ActionState, Partial<Action>][] = [
      ['requested', 'reserved', { rule: 'Fits all windows.' }],
      ['reserved', 'executing', {}],
      ['executing', 'unknown', { failure: 'The shop did not answer.' }],
      ['unknown', 'executed', { reference: 're_1', afterMinor: 0 }],
    ];
    let stands = action;
    for (const [from, to, change] of steps) {
      expect(await stores().ledger.move(action, from, to, { ...change, updatedAt: later })).toBe(true);
      stands = { ...stands, ...change, state: to, updatedAt: later };
      // What went wrong on the way is no part of an action that was carried out.
      if (to === 'executed') delete stands.failure;
      expect(await found(action)).toEqual(stands);
    }
  });

  it('moves an action from no other state than it is in, and nothing that is not there', async () => {
    const action = await write();
    for (const from of ['reserved', 'executing', 'unknown'] as const) {
      expect(await stores().ledger.move(action, from, 'failed', { failure: 'No.', updatedAt: later })).toBe(false);
    }
    expect(await found(action)).toEqual(action);
    const stranger = { ...action, companyId: freshId('other') };
    expect(await stores().ledger.move(stranger, 'requested', 'reserved', { updatedAt: later })).toBe(false);
    expect(await found(stranger)).toBeUndefined();
  });

  it('never moves what is settled', async () => {
    for (const state of ['executed', 'failed', 'denied'] as const) {
      const action = await write({ state });
      expect(await stores().ledger.move(action, state, 'requested', { updatedAt: later })).toBe(false);
      expect(await found(action)).toEqual(action);
    }
  });

  it('moves an action for exactly one of twenty, wherever each wants it to go', async () => {
    const action = await write({ state: 'executing' });
    const ends = Array.from({ length: 20 }, (_, i) => (['executed', 'failed', 'unknown'] as const)[i % 3] ?? 'unknown');
    const moved = await Promise.all(
      ends.map((to, i) => stores().ledger.move(action, 'executing', to, { reference: `re_${i}`, updatedAt: later })),
    );
    expect(moved.filter(Boolean)).toHaveLength(1);
    const winner = moved.indexOf(true);
    const stands = { ...action, state: ends[winner], reference: `re_${winner}`, updatedAt: later };
    expect(await found(action)).toEqual(stands);
  });

  it('lists what was wanted in a session, oldest first, each as it stands at this moment', async () => {
    const companyId = freshId('acme');
    const sessionId = freshId('sess');
    const times = [3, 1, 2].map((second) => `2026-11-22T21:30:0${second}.000Z`);
    const [third, first, second] = await Promise.all(
      times.map((requestedAt) => write({ companyId, sessionId, requestedAt })),
    );
    await write({ companyId, sessionId: `${sessionId}1` });
    await write({ sessionId });
    expect(await stores().ledger.ofSession(companyId, sessionId)).toEqual([first, second, third]);
    await stores().ledger.move(second as Action, 'requested', 'reserved', { updatedAt: later });
    const reserved = { ...second, state: 'reserved', updatedAt: later };
    expect(await stores().ledger.ofSession(companyId, sessionId)).toEqual([first, reserved, third]);
  });
}
