import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { countReport, countSession } from '#lib/domain/analytics/count.ts';
import { retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import { requested } from '#lib/domain/escalation.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import { costMicroUsd, priceAt } from '#lib/domain/pricing.ts';
import { profileOf } from '#lib/domain/receive-call.ts';
import type { Session } from '#lib/domain/session.ts';
import { judge } from '#lib/domain/verdict.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { DemoConversation, DemoTurn } from '#scripts/seed/demo-conversations.ts';

const dayMs = 86_400_000;

/**
 * Writes a conversation as the product would have left it, by the same stores, so that counters and rows agree. May be
 * broken off anywhere and run again: every write is made once, and all times hang on the row that was written first.
 */
export async function writeConversation(
  stores: Stores,
  config: CompanyConfig,
  told: DemoConversation,
  now: number,
): Promise<{ created: boolean }> {
  const day = new Date(now - told.daysAgo * dayMs).toISOString().slice(0, 10);
  const planned = `${day}T${String(told.hour).padStart(2, '0')}:00:00.000Z`;
  const { session, created, call } = await begin(stores, config, told, planned);
  const startedAt = Date.parse(session.startedAt);
  const expiresAt = Math.floor(startedAt / 1000) + config.retentionDays * 86_400;
  const { sessionId, companyId } = session;
  const greeting = `Hello, this is ${config.tiers.aiRep.name}, the AI assistant of ${config.displayName}.`;
  await stores.dialogues.greet({ sessionId, companyId, text: greeting, expiresAt });
  for (const [index, turn] of told.turns.entries()) {
    await writeTurn(stores, session, told, turn, {
      number: index + 1,
      at: startedAt + (index + 1) * 10_000,
      expiresAt,
    });
  }
  await close(stores, session, call, told, new Date(startedAt + told.seconds * 1000).toISOString());
  return { created };
}

type Begun = { session: Session; call: VoiceCall | undefined; created: boolean };

async function begin(stores: Stores, config: CompanyConfig, told: DemoConversation, planned: string): Promise<Begun> {
  const { companyId, language } = config;
  const callSid = told.channel === 'voice' ? `CA${told.name}` : undefined;
  const own = { companyId, language, config, tier: 'aiRep', status: 'active', verificationTries: 0 } as const;
  if (callSid === undefined) {
    const opened: Session = { ...own, sessionId: `sess_${told.name}`, channel: 'chat', startedAt: planned };
    const expiresAt = Math.floor(Date.parse(planned) / 1000) + config.retentionDays * 86_400;
    return { ...(await stores.sessions.createOnce(opened, expiresAt)), call: undefined };
  }
  const { call } = await stores.calls.createOnce({
    callSid,
    companyId,
    sessionId: sessionIdOfCall(callSid),
    direction: 'inbound',
    from: told.from,
    to: '+12025550100',
    status: 'in-progress',
    lastSequence: -1,
    profile: profileOf(config, {}),
    startedAt: planned,
    transfers: {},
  });
  const { sessionId, startedAt } = call;
  const session: Session = { ...own, sessionId, channel: 'voice', callSid, startedAt };
  return { ...(await stores.sessions.createOnce(session, retainCallUntil(call))), call };
}

async function writeTurn(
  stores: Stores,
  { sessionId, companyId, config }: Session,
  told: DemoConversation,
  turn: DemoTurn,
  { number, at, expiresAt }: { number: number; at: number; expiresAt: number },
): Promise<void> {
  const place = { sessionId, companyId, turn: number, expiresAt };
  const last = number === told.turns.length;
  const answered = turn.answers.length > 0;
  await stores.dialogues.claim({
    ...place,
    heard: { kind: 'spoken', text: turn.says, confidence: 0.94 },
    claimedAt: at,
    deliveries: {},
  });
  await stores.dialogues.openReply({
    ...place,
    status: 'streaming',
    tier: turn.tier,
    sentences: turn.answers,
    parts: [],
    next: { kind: 'listen' },
    startedAt: at,
    ...(answered ? { firstSentenceAt: at + Math.round(turn.latencyMs / 2) } : {}),
  });
  await stores.dialogues.finishReply(sessionId, number, {
    status: answered ? 'complete' : 'failed',
    parts: turn.answers.map((text) => ({ kind: 'text', text })),
    inParts: turn.answers.length,
    next: last && told.ending === 'resolved' ? { kind: 'end', outcome: 'resolved' } : { kind: 'listen' },
    ...(answered ? {} : { failure: 'model' }),
  });
  const lead = last && told.transfer !== undefined ? 'transfer' : answered ? 'listen' : 'failed-end';
  await stores.dialogues.deliver(sessionId, number, 0, { from: 0, to: turn.answers.length, lead });
  await book(stores, { sessionId, companyId, turn: number, config, told, by: turn, at, expiresAt });
}

async function book(
  stores: Stores,
  of: {
    sessionId: string;
    companyId: string;
    turn: number;
    config: CompanyConfig;
    told: DemoConversation;
    by: DemoTurn;
    at: number;
    expiresAt: number;
  },
): Promise<void> {
  const { by, told, turn, sessionId, companyId, expiresAt } = of;
  const { model } = of.config.tiers[by.tier];
  const createdAt = new Date(of.at).toISOString();
  const price = priceAt(await stores.pricing.list(model), model, createdAt);
  const ok = by.answers.length > 0;
  await stores.usage.record({
    ...by.tokens,
    companyId,
    usageId: `use_${told.name}-${turn}`,
    sessionId,
    turn,
    tier: by.tier,
    channel: told.channel,
    model,
    createdAt,
    costMicroUsd: costMicroUsd(price, by.tokens),
    ...(ok ? { firstTokenMs: Math.round(by.latencyMs / 2) } : {}),
    latencyMs: by.latencyMs,
    outcome: ok ? 'ok' : 'failed',
    expiresAt,
  });
}

async function close(
  stores: Stores,
  session: Session,
  call: VoiceCall | undefined,
  told: DemoConversation,
  endedAt: string,
): Promise<void> {
  await end(stores, session, call, told, endedAt);
  const standing = await stores.sessions.find(session.sessionId);
  if (standing === undefined) throw new Error(`Session ${session.sessionId} went while it was written.`);
  await countSession(stores, standing, await stores.dialogues.read(session.sessionId));
  if (standing.afterCall !== undefined) await countReport(stores, standing, standing.afterCall);
}

async function end(
  stores: Stores,
  { sessionId, companyId, config }: Session,
  call: VoiceCall | undefined,
  told: DemoConversation,
  endedAt: string,
): Promise<void> {
  if (told.afterCall !== undefined) {
    await stores.sessions.recordAfterCall(sessionId, {
      ...told.afterCall,
      model: config.tiers.aiRep.model,
      at: endedAt,
    });
  }
  if (call === undefined) {
    await stores.sessions.end(sessionId, told.ending === 'resolved' ? 'resolved' : 'abandoned', endedAt);
    return;
  }
  const { callSid } = call;
  if (told.transfer !== undefined) {
    const begun = { ...requested('model', endedAt), state: told.transfer, rev: 2 };
    await stores.calls.moveTransfer(callSid, told.turns.length, undefined, begun);
  }
  if (told.ending !== undefined) await stores.calls.setEnding(callSid, told.ending);
  const [standing, dialogue] = await Promise.all([stores.calls.find(callSid), stores.dialogues.read(sessionId)]);
  if (standing === undefined) throw new Error(`Call ${callSid} of ${companyId} went while it was written.`);
  const { session } = judge(standing, dialogue);
  await stores.calls.close(callSid, { status: 'completed', endedAt, durationSeconds: told.seconds });
  await stores.sessions.end(sessionId, session, endedAt);
}
