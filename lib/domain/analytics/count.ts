import type { Action } from '#lib/domain/action.ts';
import { countsOfAction } from '#lib/domain/analytics/action-counts.ts';
import { countsOfCall, countsOfReport, countsOfSession } from '#lib/domain/analytics/session-counts.ts';
import { wishesOf } from '#lib/domain/analytics/wishes.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { AfterCall, Session } from '#lib/domain/session.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { Channel } from '#lib/ports/tallies.ts';

/**
 * Adds a conversation that is over to the counters of the time it began in, once, and its call, which is counted apart: a
 * call may be without a conversation. With a mailbox there is none, whatever it said.
 */
export async function countSession(
  ports: Pick<Ports, 'tallies' | 'calls' | 'outbox'>,
  session: Session,
  dialogue: Dialogue,
): Promise<void> {
  const { companyId, sessionId, channel, startedAt: at } = session;
  const call = session.callSid === undefined ? undefined : await ports.calls.find(session.callSid);
  const callCounted = call && countCall(ports, call);
  if (call?.pickedUpBy === 'machine') return callCounted;
  const sessionCounted = wishesOf(ports, session, call, dialogue).then((wishes) => {
    const counts = countsOfSession(session, call, dialogue, wishes);
    return ports.tallies.count({ companyId, what: { kind: 'session', sessionId }, channel, at, counts });
  });
  await Promise.all([callCounted, sessionCounted]);
}

/** Adds a call that is over to the counters of the time it began in, once, whether anybody spoke in it or not. */
export async function countCall(ports: Pick<Ports, 'tallies'>, call: VoiceCall): Promise<void> {
  const { companyId, callSid, startedAt: at } = call;
  const what = { kind: 'call', callSid } as const;
  await ports.tallies.count({ companyId, what, channel: 'voice', at, counts: countsOfCall(call) });
}

/** Adds the report on a conversation, once. */
export async function countReport(ports: Pick<Ports, 'tallies'>, session: Session, report: AfterCall): Promise<void> {
  const { companyId, sessionId, channel, startedAt: at } = session;
  const what = { kind: 'report', sessionId } as const;
  await ports.tallies.count({ companyId, what, channel, at, counts: countsOfReport(report) });
}

/** Adds a settled action to the counters of the time it was asked for in, once. */
export async function countAction(ports: Pick<Ports, 'tallies'>, action: Action, channel: Channel): Promise<void> {
  const { companyId, actionId, requestedAt: at } = action;
  const what = { kind: 'action', actionId } as const;
  await ports.tallies.count({ companyId, what, channel, at, counts: countsOfAction(action) });
}

/** Actions counted in one run; the next run takes the rest. */
const atOnce = 200;

/**
 * Adds actions that have been settled, by whomever, to the counters. That they are still to be counted stands in the write
 * that settled them, so that no crash loses one.
 */
export async function countActions(ports: Pick<Ports, 'ledger' | 'tallies' | 'sessions' | 'log'>): Promise<number> {
  let counted = 0;
  for (const action of await ports.ledger.uncounted(atOnce)) {
    const { actionId, sessionId } = action;
    try {
      const channel = (await ports.sessions.find(sessionId))?.channel ?? 'voice';
      await countAction(ports, action, channel);
      counted += 1;
    } catch (cause) {
      ports.log.error('action not counted', cause, { actionId });
    }
  }
  return counted;
}
