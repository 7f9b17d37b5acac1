import fc from 'fast-check';
import type { Action } from '#lib/domain/action.ts';
import { type CallStatus, callStatuses, isFinal, type VoiceCall } from '#lib/domain/call.ts';
import { type EscalationReason, escalationReasons } from '#lib/domain/escalation.ts';
import type { Session } from '#lib/domain/session.ts';
import { sentiments, topics } from '#lib/domain/session.ts';
import { newTask } from '#lib/domain/task.ts';
import type { UsageRow } from '#lib/domain/usage.ts';
import type { Stores } from '#lib/ports/ports.ts';
import {
  freshCallSid,
  freshId,
  sampleAction,
  sampleCall,
  sampleConfig,
  sampleDelivery,
  sampleEscalation,
  sampleExpiry,
  sampleReply,
  sampleSession,
  sampleTurn,
  sampleUsage,
} from '#test/support/samples.ts';

const anyTurn = fc.record({
  heard: fc.constantFrom(
    { kind: 'spoken', text: 'Hello?' } as const,
    { kind: 'silence' } as const,
    {
      kind: 'keys',
      digits: '0',
    } as const,
  ),
  firstMs: fc.option(fc.integer({ min: 1, max: 19_999 }), { nil: undefined }),
});

const anyAction = fc.record({
  kind: fc.constantFrom<Action['kind']>('refund', 'credit', 'subscription'),
  state: fc.constantFrom<Action['state']>('executed', 'failed', 'denied'),
  amountMinor: fc.integer({ min: 0, max: 10_000 }),
  currency: fc.constantFrom('USD', 'EUR'),
});

/** One conversation and all that belongs to it. */
export const anyConversation = fc.record({
  channel: fc.constantFrom<Session['channel']>('voice', 'chat'),
  /** Hours after the first one may begin. */
  hour: fc.integer({ min: 0, max: 30 }),
  tier: fc.constantFrom<Session['tier']>('aiRep', 'aiManager'),
  status: fc.constantFrom('resolved', 'escalated', 'abandoned', 'failed') as fc.Arbitrary<
    Exclude<Session['status'], 'active'>
  >,
  seconds: fc.integer({ min: 0, max: 900 }),
  /** A mailbox took the call. */
  machine: fc.nat(3).map((n) => n === 0),
  turns: fc.array(anyTurn, { maxLength: 4 }),
  wishes: fc.array(
    fc.record({
      reason: fc.constantFrom<EscalationReason>(...escalationReasons),
      chatEnd: fc.constantFrom('handedToTeam', 'afterHours', 'failed'),
    }),
    { maxLength: 2 },
  ),
  topic: fc.option(fc.constantFrom(...topics), { nil: undefined }),
  sentiment: fc.constantFrom(...sentiments),
  actions: fc.array(anyAction, { maxLength: 3 }),
  models: fc.array(fc.record({ model: fc.constantFrom('claude-haiku-5-5', 'a:b'), cost: fc.nat(5_000) }), {
    maxLength: 3,
  }),
});
export type Conversation = typeof anyConversation extends fc.Arbitrary<infer T> ? T : never;

/** A call in which there was no conversation, most of them because nobody picked up. */
export const anySilentCall = fc.record({
  direction: fc.constantFrom<VoiceCall['direction']>('inbound', 'outbound', 'outbound'),
  status: fc.constantFrom<CallStatus>(...callStatuses.filter(isFinal)),
  hour: fc.integer({ min: 0, max: 30 }),
  seconds: fc.integer({ min: 0, max: 90 }),
});
type SilentCall = typeof anySilentCall extends fc.Arbitrary<infer T> ? T : never;

/** Writes a call that is over and was never spoken in. */
export async function ring(stores: Stores, companyId: string, told: SilentCall): Promise<VoiceCall> {
  const { direction, status, seconds } = told;
  const startedAt = new Date(first + told.hour * 3_600_000).toISOString();
  const endedAt = new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
  const { call } = await stores.calls.createOnce(sampleCall({ companyId, direction, startedAt }));
  await stores.calls.close(call.callSid, { status, endedAt, durationSeconds: seconds });
  return { ...call, status, endedAt };
}

const first = Date.parse('2026-11-30T10:00:00.000Z');

/** Writes a conversation that is over by the same writes as the product; returns what is still to be counted. */
export async function live(
  stores: Stores,
  companyId: string,
  told: Conversation,
): Promise<{ session: Session; usage: UsageRow[] }> {
  const startedAt = new Date(first + told.hour * 3_600_000).toISOString();
  const endedAt = new Date(Date.parse(startedAt) + told.seconds * 1000).toISOString();
  const config = sampleConfig({ companyId });
  const callSid = freshCallSid();
  const { callSid: _, ...bare } = sampleSession({ config, channel: told.channel, startedAt, tier: told.tier });
  const begun: Session = { ...bare, ...(told.channel === 'voice' ? { callSid } : {}) };
  const { sessionId } = begun;
  await stores.sessions.createOnce(begun, sampleExpiry);
  for (const [index, { heard, firstMs }] of told.turns.entries()) {
    const turn = index + 1;
    const claimedAt = Date.parse(startedAt) + turn * 10_000;
    await stores.dialogues.claim(sampleTurn({ sessionId, companyId, turn, heard, claimedAt }));
    await stores.dialogues.openReply(sampleReply({ sessionId, companyId, turn, startedAt: claimedAt + 1 }));
    if (firstMs !== undefined) await stores.dialogues.addSentences(sessionId, turn, ['Yes.'], claimedAt + firstMs);
    await stores.dialogues.addSentences(sessionId, turn, ['More.'], claimedAt + 20_000);
    await stores.dialogues.deliver(sessionId, turn, 0, sampleDelivery());
  }
  if (told.channel === 'voice') {
    const transfers = Object.fromEntries(
      told.wishes.map(({ reason }, index) => [
        String(index + 1),
        sampleEscalation({ reason, state: { kind: 'exhausted' } }),
      ]),
    );
    const call = sampleCall({
      callSid,
      companyId,
      sessionId,
      startedAt,
      transfers,
      ...(told.machine ? { pickedUpBy: 'machine' } : {}),
    });
    await stores.calls.createOnce(call);
    await stores.calls.close(callSid, { status: 'completed', endedAt, durationSeconds: told.seconds });
  }
  for (const [turn, wish] of told.channel === 'chat' ? told.wishes.entries() : [])
    await handOver(stores, begun, turn, wish);
  await stores.sessions.end(sessionId, told.status, endedAt);
  if (told.topic !== undefined && !(told.machine && told.channel === 'voice')) {
    const { topic, sentiment } = told;
    const words = { summary: 'A call.', reason: 'tea', followUps: [], model: 'm', at: endedAt };
    await stores.sessions.recordAfterCall(sessionId, { ...words, outcome: 'resolved', sentiment, topic });
  }
  for (const { kind, state, amountMinor, currency } of told.actions) {
    const action = sampleAction({
      companyId,
      sessionId,
      kind,
      amount: { amountMinor, currency },
      requestedAt: startedAt,
    });
    await stores.ledger.createOnce(state === 'denied' ? { ...action, state } : action);
    if (state === 'denied') continue;
    await stores.ledger.move(action, 'requested', 'unknown', { updatedAt: endedAt });
    await stores.ledger.move(action, 'unknown', state, { updatedAt: endedAt });
  }
  const usage = told.models.map(({ model, cost }) =>
    sampleUsage({
      companyId,
      sessionId,
      model,
      costMicroUsd: cost,
      createdAt: startedAt,
      channel: told.channel,
      usageId: freshId('use'),
    }),
  );
  const session = await stores.sessions.find(sessionId);
  if (session === undefined) throw new Error('The session went.');
  return { session, usage };
}

/** The team is told of a chat, or cannot be. */
async function handOver(
  stores: Stores,
  { sessionId, companyId, startedAt }: Session,
  turn: number,
  { reason, chatEnd }: Conversation['wishes'][number],
): Promise<void> {
  const about = { kind: 'escalation', attempt: turn } as const;
  const task = newTask({ companyId, sessionId, about, now: Date.parse(startedAt) });
  await stores.outbox.createOnce(task);
  if (chatEnd === 'failed') await stores.outbox.settle(task, { state: 'given-up', doubts: 0 });
  await stores.dialogues.addEvent({
    sessionId,
    companyId,
    turn,
    event: 'handed-to-team',
    reason,
    ...(chatEnd === 'afterHours' ? { detail: 'They are back at nine.' } : {}),
    expiresAt: sampleExpiry,
  });
}
