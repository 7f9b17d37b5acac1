import type { Session } from '#lib/domain/session.ts';
import type { Stores } from '#lib/ports/ports.ts';

const countBy = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** The same numbers from the raw rows, counted in the plainest way; latencies as they were, in order. */
export async function recount(
  stores: Stores,
  companyId: string,
  sessionIds: readonly string[],
  silent: readonly string[],
) {
  const found = await Promise.all(sessionIds.map((sessionId) => stores.sessions.find(sessionId)));
  const all = found.filter((session): session is Session => session !== undefined);
  const callSids = [...all.flatMap(({ callSid }) => callSid ?? []), ...silent];
  const calls = (await Promise.all(callSids.map((sid) => stores.calls.find(sid)))).filter((one) => one !== undefined);
  const machines = calls.filter(({ pickedUpBy }) => pickedUpBy === 'machine');
  // With a mailbox there is no conversation.
  const sessions = all.filter(({ callSid }) => machines.every((call) => call.callSid !== callSid));
  const talks = await Promise.all(sessions.map(({ sessionId }) => stores.dialogues.read(sessionId)));
  const turns = talks.flatMap((told) => told.turns);
  const actions = (await Promise.all(sessionIds.map((id) => stores.ledger.ofSession(companyId, id)))).flat();
  const usage = await stores.usage.list(companyId, '2026', '2028');
  const withPeople = calls.filter((call) => !machines.includes(call));
  const transfers = withPeople.flatMap((call) => Object.values(call.transfers));
  const asked = withPeople.filter((call) => Object.keys(call.transfers).length > 0).length;
  const handOvers = turns.flatMap(({ event }) => (event?.event === 'handed-to-team' ? [event] : []));
  const handed = sessions.filter(
    ({ sessionId, channel, status }) =>
      channel === 'chat' && (status === 'escalated' || handOvers.some((event) => event.sessionId === sessionId)),
  );
  const escalated = asked + handed.length;
  const chatEnds = await Promise.all(
    handOvers.map(async ({ sessionId, turn, detail }) => {
      const task = await stores.outbox.find(companyId, `escalation#${sessionId}#${turn}`);
      if (task?.state === 'given-up') return 'failed';
      return detail === undefined ? 'handedToTeam' : 'afterHours';
    }),
  );
  const seconds = sum(
    sessions.map((one) => (Date.parse(one.endedAt ?? one.startedAt) - Date.parse(one.startedAt)) / 1000),
  );
  const spoken = turns.filter(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence').length;
  const reports = sessions.flatMap(({ afterCall }) => afterCall ?? []);
  const topics = Object.entries(countBy(reports.map(({ topic }) => topic ?? 'other')));
  const kinds = [...new Set(actions.map(({ kind }) => kind))].sort();
  return {
    latencies: turns.flatMap(({ caller, reply }) =>
      caller === undefined || reply?.firstSentenceAt === undefined ? [] : [reply.firstSentenceAt - caller.claimedAt],
    ),
    numbers: {
      sessions: sessions.length,
      outcomes: countBy(sessions.map(({ status }) => status)),
      resolutionRate: share(sessions.filter(({ status }) => status === 'resolved').length, sessions.length),
      escalation: {
        sessions: escalated,
        rate: share(escalated, sessions.length),
        reasons: countBy([...transfers, ...handOvers].map(({ reason = 'none' }) => reason)),
        ends: countBy([...transfers.map(({ state }) => state.kind), ...chatEnds]),
      },
      handedToManager: sessions.filter(({ tier }) => tier === 'aiManager').length,
      verified: sessions.filter(({ verified }) => verified !== undefined).length,
      calls: {
        directions: countBy(calls.map(({ direction }) => direction)),
        statuses: countBy(calls.map(({ status }) => status)),
        total: calls.length,
        machines: machines.length,
        byDirection: Object.fromEntries(
          [...new Set(calls.map(({ direction }) => direction))].map((direction) => [
            direction,
            countBy(calls.filter((call) => call.direction === direction).map(({ status }) => status)),
          ]),
        ),
      },
      duration: { totalSeconds: seconds, averageSeconds: share(seconds, sessions.length) },
      turns: { total: spoken, perSession: share(spoken, sessions.length) },
      model: {
        calls: usage.length,
        inputTokens: sum(usage.map((row) => row.inputTokens)),
        cacheWriteTokens: sum(usage.map((row) => row.cacheWriteTokens)),
        cacheReadTokens: sum(usage.map((row) => row.cacheReadTokens)),
        outputTokens: sum(usage.map((row) => row.outputTokens)),
        costMicroUsd: sum(usage.map((row) => row.costMicroUsd)),
      },
      actions: kinds.map((kind) => {
        const own = actions.filter((action) => action.kind === kind);
        const paid = own.filter(({ state, amount }) => state === 'executed' && amount.amountMinor > 0);
        const currencies = [...new Set(paid.map(({ amount }) => amount.currency))].sort();
        const inState = (wanted: string) => own.filter(({ state }) => state === wanted).length;
        return {
          kind,
          executed: inState('executed'),
          failed: inState('failed'),
          denied: inState('denied'),
          amounts: currencies.map((currency) => ({
            currency,
            amountMinor: sum(
              paid.filter((one) => one.amount.currency === currency).map((one) => one.amount.amountMinor),
            ),
          })),
        };
      }),
      denials: {},
      topics: topics
        .map(([topic, count]) => ({ topic, sessions: count }))
        .sort((a, b) => b.sessions - a.sessions || (a.topic < b.topic ? -1 : 1)),
      sentiments: countBy(reports.map(({ sentiment }) => sentiment)),
      reported: countBy(reports.map(({ outcome }) => outcome)),
    },
  };
}
