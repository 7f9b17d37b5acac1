import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumOf } from '#lib/domain/analytics/counts.ts';
import { periodKinds, periodOf } from '#lib/domain/usage-periods.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { Tallied } from '#lib/ports/tallies.ts';
import { freshId, sampleAction, sampleCall, sampleConfig, sampleExpiry, sampleSession } from '#test/support/samples.ts';

const beginOf = (kind: (typeof periodKinds)[number], at: string) => periodOf(kind, at).slice(kind.length + 1);

/** The counters agree, in every period, with these having been counted once each. */
async function expectTallied(stores: Stores, companyId: string, tallied: readonly Tallied[]): Promise<void> {
  for (const channel of ['voice', 'chat'] as const) {
    for (const kind of periodKinds) {
      const own = tallied.filter((one) => one.channel === channel && one.companyId === companyId);
      const byBegin = [...Map.groupBy(own, ({ at }) => beginOf(kind, at))].sort(([a], [b]) => (a < b ? -1 : 1));
      const expected = byBegin.map(([begin, those]) => ({ begin, counts: { ...sumOf(those.map((t) => t.counts)) } }));
      expect(await stores.tallies.list(companyId, channel, kind, '2026', '2028')).toEqual(expected);
    }
  }
}

/** A session that is over, as something to be counted. */
async function finishedSession(stores: Stores, own: Partial<Tallied> & { companyId: string }): Promise<Tallied> {
  const { companyId, channel = 'voice', at = '2026-11-22T21:30:00.000Z', counts = { sessions: 1, seconds: 61 } } = own;
  const config = sampleConfig({ companyId });
  const session = sampleSession({ config, channel, startedAt: at });
  const { sessionId } = session;
  await stores.sessions.createOnce(session, sampleExpiry);
  await stores.sessions.end(sessionId, 'resolved', at);
  return { companyId, what: { kind: 'session', sessionId }, channel, at, counts };
}

export function describeTallies(stores: () => Stores): void {
  it('has nothing where nothing was counted', async () => {
    expect(await stores().tallies.list(freshId('acme'), 'voice', 'day', '2026', '2027')).toEqual([]);
  });

  it('counts in the hour, the day and the month in UTC, and keeps channels and companies apart', async () => {
    const [companyId, other] = [freshId('acme'), freshId('acme')];
    const all = await Promise.all([
      finishedSession(stores(), {
        companyId,
        at: '2026-11-30T23:59:59.999Z',
        counts: { sessions: 1, 'outcome:failed': 1 },
      }),
      finishedSession(stores(), { companyId, at: '2026-12-01T00:00:00.000Z', counts: { sessions: 1, 'first:12': 3 } }),
      finishedSession(stores(), { companyId, channel: 'chat', counts: { sessions: 1, 'call:no-answer': 2 } }),
      finishedSession(stores(), { companyId: other }),
    ]);
    for (const one of all) await stores().tallies.count(one);
    await expectTallied(stores(), companyId, all);
    await expectTallied(stores(), other, all);
    const december = await stores().tallies.list(companyId, 'voice', 'day', '2026-12-01', '2026-12-02');
    expect(december).toEqual([{ begin: '2026-12-01', counts: { sessions: 1, 'first:12': 3 } }]);
    expect(await stores().tallies.list(companyId, 'voice', 'hour', '2026-11-30T00', '2026-11-30T23')).toEqual([]);
    expect(await stores().tallies.list(companyId, 'voice', 'day', '2026-12', '2026-11')).toEqual([]);
  });

  it('counts a session and the report on it once each, whatever a repeat says of them', async () => {
    const companyId = freshId('acme');
    const session = await finishedSession(stores(), { companyId });
    const { sessionId } = session.what as { sessionId: string };
    await stores().sessions.recordAfterCall(sessionId, {
      summary: 'A lamp.',
      outcome: 'resolved',
      reason: 'lamp',
      sentiment: 'neutral',
      followUps: [],
      model: 'm',
      at: session.at,
    });
    const report: Tallied = { ...session, what: { kind: 'report', sessionId }, counts: { 'topic:other': 1 } };
    await Promise.all([session, report, session, report].map((one) => stores().tallies.count(one)));
    await stores().tallies.count({ ...session, counts: { sessions: 7 } });
    await expectTallied(stores(), companyId, [session, report]);
  });

  it('counts a call once, whatever a repeat says of it, and leaves the call as it is', async () => {
    const companyId = freshId('acme');
    const { call } = await stores().calls.createOnce(sampleCall({ companyId }));
    const { callSid, startedAt: at } = call;
    const counts = { 'direction:inbound': 1, 'call:busy': 1 };
    const tallied: Tallied = { companyId, what: { kind: 'call', callSid }, channel: 'voice', at, counts };
    await stores().calls.close(callSid, { status: 'busy', endedAt: at, durationSeconds: 0 });
    await Promise.all([tallied, tallied].map((one) => stores().tallies.count(one)));
    await stores().tallies.count({ ...tallied, counts: { 'call:busy': 7 } });
    await expectTallied(stores(), companyId, [tallied]);
    expect(await stores().calls.find(callSid)).toEqual({ ...call, status: 'busy', endedAt: at, durationSeconds: 0 });
  });

  it('tells which settled actions are still to be counted, until they are', async () => {
    const companyId = freshId('acme');
    const action = sampleAction({ companyId });
    const denied = sampleAction({ companyId, state: 'denied', updatedAt: '2026-11-22T22:00:00.000Z' });
    const open = sampleAction({ companyId });
    for (const one of [action, denied, open]) await stores().ledger.createOnce(one);
    await stores().ledger.move(action, 'requested', 'executed', { updatedAt: '2026-11-22T23:00:00.000Z' });
    const waiting = async () =>
      (await stores().ledger.uncounted(10_000)).filter((one) => one.companyId === companyId).map((one) => one.actionId);
    expect(await waiting()).toEqual([denied.actionId, action.actionId]);
    const tallied = [action, denied].map(
      ({ actionId, requestedAt: at }, index): Tallied => ({
        companyId,
        what: { kind: 'action', actionId },
        channel: 'voice',
        at,
        counts: { [`action:refund:${index}`]: 1 },
      }),
    );
    for (const one of [...tallied, ...tallied]) await stores().tallies.count(one);
    expect(await waiting()).toEqual([]);
    await expectTallied(stores(), companyId, tallied);
    expect((await stores().ledger.find(companyId, action.actionId))?.state).toBe('executed');
  });

  it('adds up, whatever is counted, repeated and interleaved', async () => {
    const anyTally = fc.record({
      id: fc.integer({ min: 0, max: 3 }),
      hour: fc.integer({ min: 0, max: 2 }),
      channel: fc.constantFrom('voice' as const, 'chat' as const),
      counts: fc.dictionary(
        fc.constantFrom('sessions', 'seconds', 'topic:a-b', 'first:3'),
        fc.integer({ min: 1, max: 99 }),
        {
          minKeys: 1,
        },
      ),
      repeats: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyTally, { maxLength: 5 }), async (history) => {
        const companyId = freshId('acme');
        const all = await Promise.all(
          history.map(({ hour, channel, counts }) =>
            finishedSession(stores(), {
              companyId,
              channel,
              counts: { ...counts },
              at: `2026-11-22T2${hour}:00:00.000Z`,
            }),
          ),
        );
        const told = all.flatMap((one, index) => Array.from({ length: history[index]?.repeats ?? 1 }, () => one));
        await Promise.all(told.map((one) => stores().tallies.count(one)));
        await expectTallied(stores(), companyId, all);
      }),
      { numRuns: 10 },
    );
  });
}
