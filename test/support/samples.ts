import { randomUUID } from 'node:crypto';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import { type Action, actionIdPrefix, type Window } from '#lib/domain/action.ts';
import type { CallProfile, VoiceCall } from '#lib/domain/call.ts';
import type { Callback } from '#lib/domain/callback.ts';
import type { RefundCommand } from '#lib/domain/commerce.ts';
import type { CallerTurn, Delivery, DialogueEvent, Reply } from '#lib/domain/dialogue.ts';
import { type Escalation, requested } from '#lib/domain/escalation.ts';
import { type CallSid, sessionIdOfCall } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { type Scripts, scriptPurposes } from '#lib/domain/script.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';
import type { ModelPrice, UsageRow } from '#lib/domain/usage.ts';
import type { Edit } from '#lib/ports/companies.ts';

/** An id that no other test has. */
export const freshId = (kind: string): string => `${kind}_${randomUUID()}`;
export const freshCallSid = (): CallSid => `CA${randomUUID().replaceAll('-', '')}`;

export const sampleStart = '2026-11-22T21:30:00.000Z';
/** A year after sampleStart, in epoch seconds. */
export const sampleExpiry = Date.parse(sampleStart) / 1000 + 365 * 86_400;

export const sampleConfig = (own: Partial<CompanyConfig> = {}): CompanyConfig => ({
  ...CompanyConfig.parse({ companyId: own.companyId ?? freshId('acme'), displayName: 'Acme Tea' }),
  ...own,
});

export const sampleIntegration = (own: Partial<Integration> = {}): Integration => ({
  companyId: freshId('acme'),
  provider: 'TWILIO',
  category: 'COMMUNICATION',
  status: 'ACTIVE',
  phoneNumber: samplePhoneNumber(),
  accountSid: 'AC00000000000000000000000000000000',
  ...own,
});

let subscribers = 0;
/** A fictional number that no other test of this process has. */
export function samplePhoneNumber(): string {
  subscribers += 1;
  return `+1202555${String(subscribers).padStart(4, '0')}`;
}

/** Who edited something, and when. */
export const sampleEdit: Edit = { at: sampleStart, by: { subject: 'user-1', role: 'admin' } };

const sampleScripts = Object.fromEntries(
  scriptPurposes.map((purpose): [string, readonly string[]] => [purpose, [`(${purpose})`]]),
) as Scripts;

export const sampleProfile = (own: Partial<CallProfile> = {}): CallProfile => ({
  language: 'en',
  voices: { aiRep: 'Polly.Joanna-Neural', aiManager: 'Polly.Matthew-Neural' },
  scripts: sampleScripts,
  hints: ['Acme', 'oolong'],
  silenceSeconds: 5,
  endOfSpeechSeconds: 1,
  person: { number: '+12025550199', ringSeconds: 25 },
  retentionDays: 365,
  ...own,
});

export function sampleCall(own: Partial<VoiceCall> = {}): VoiceCall {
  const callSid = own.callSid ?? freshCallSid();
  return {
    callSid,
    companyId: freshId('acme'),
    sessionId: sessionIdOfCall(callSid),
    direction: 'inbound',
    from: '+12025550123',
    to: '+12025550100',
    status: 'ringing',
    lastSequence: -1,
    profile: sampleProfile(),
    startedAt: sampleStart,
    transfers: {},
    ...own,
  };
}

export const sampleEscalation = (own: Partial<Escalation> = {}): Escalation => ({
  ...requested('zero', sampleStart),
  ...own,
});

export function sampleSession(own: Partial<Session> = {}): Session {
  const config = own.config ?? sampleConfig(own.companyId === undefined ? {} : { companyId: own.companyId });
  return {
    sessionId: freshId('sess'),
    companyId: config.companyId,
    channel: 'voice',
    callSid: freshCallSid(),
    tier: 'aiRep',
    status: 'active',
    language: 'en',
    config,
    startedAt: sampleStart,
    verificationTries: 0,
    ...own,
  };
}

export const sampleTurn = (own: Partial<CallerTurn> = {}): CallerTurn => ({
  sessionId: freshId('sess'),
  companyId: 'acme',
  turn: 1,
  heard: { kind: 'spoken', text: 'Where is my order?', confidence: 0.93 },
  claimedAt: Date.parse(sampleStart),
  deliveries: {},
  expiresAt: sampleExpiry,
  ...own,
});

export const sampleReply = (own: Partial<Reply> = {}): Reply => ({
  sessionId: freshId('sess'),
  companyId: 'acme',
  turn: 1,
  status: 'streaming',
  tier: 'aiRep',
  sentences: [],
  parts: [],
  next: { kind: 'listen' },
  startedAt: Date.parse(sampleStart) + 200,
  expiresAt: sampleExpiry,
  ...own,
});

export const sampleDelivery = (own: Partial<Delivery> = {}): Delivery => ({ from: 0, to: 1, lead: 'continue', ...own });

export const sampleEvent = (own: Partial<DialogueEvent> = {}): DialogueEvent => ({
  sessionId: freshId('sess'),
  companyId: 'acme',
  turn: 1,
  event: 'transfer-busy',
  expiresAt: sampleExpiry,
  ...own,
});

export const sampleUsage = (own: Partial<UsageRow> = {}): UsageRow => ({
  companyId: freshId('acme'),
  usageId: freshId('use'),
  sessionId: freshId('sess'),
  turn: 1,
  tier: 'aiRep',
  model: 'claude-haiku-5-5',
  createdAt: sampleStart,
  inputTokens: 120,
  cacheWriteTokens: 30,
  cacheReadTokens: 4000,
  outputTokens: 55,
  costMicroUsd: 812,
  firstTokenMs: 310,
  latencyMs: 940,
  outcome: 'ok',
  expiresAt: sampleExpiry,
  ...own,
});

export const samplePrice = (own: Partial<ModelPrice> = {}): ModelPrice => ({
  model: freshId('model'),
  effectiveFrom: '2026-11-01',
  steps: [
    { upToPromptTokens: 200_000, input: 3_000_000, output: 15_000_000, cacheRead: 300_000, cacheWrite: 3_750_000 },
    { input: 6_000_000, output: 22_500_000, cacheRead: 600_000, cacheWrite: 7_500_000 },
  ],
  ...own,
});

export const sampleWindow = (own: Partial<Window> = {}): Window => ({
  window: freshId('window'),
  limitMinor: 10_000,
  amountMinor: 1999,
  denial: 'over-session-cap',
  couldDo: 'aiManager',
  ...own,
});

export const sampleCommand = (own: Partial<RefundCommand> = {}): RefundCommand => ({
  kind: 'refund',
  key: freshId('csai'),
  customerId: 'cus_1',
  orderId: '1001',
  lines: [{ lineId: '1', amountMinor: 1999 }],
  amountMinor: 1999,
  currency: 'USD',
  reason: 'Arrived broken.',
  ...own,
});

export function sampleAction(own: Partial<Action> = {}): Action {
  const sessionId = own.sessionId ?? freshId('sess');
  return {
    companyId: freshId('acme'),
    actionId: `${actionIdPrefix(sessionId)}${randomUUID()}`,
    sessionId,
    turn: 1,
    tier: 'aiRep',
    kind: 'refund',
    state: 'requested',
    customerId: 'cus_1',
    amount: { amountMinor: 1999, currency: 'USD' },
    reason: 'Arrived broken.',
    evidence: 'caller-id',
    rule: 'Within the cap of 100.00 USD.',
    command: sampleCommand(),
    windows: [sampleWindow()],
    beforeMinor: 1999,
    requestedAt: sampleStart,
    updatedAt: sampleStart,
    ...own,
  };
}

export const sampleTask = (own: Partial<Task> = {}): Task => ({
  companyId: freshId('acme'),
  taskId: freshId('task'),
  sessionId: freshId('sess'),
  about: { kind: 'after-call' },
  state: 'open',
  dueAt: sampleStart,
  tries: 0,
  doubts: 0,
  createdAt: sampleStart,
  expiresAt: sampleExpiry,
  ...own,
});

export const sampleCallback = (own: Partial<Callback> = {}): Callback => ({
  companyId: freshId('acme'),
  callbackId: freshId('cb'),
  sessionId: freshId('sess'),
  status: 'open',
  phone: '+12025550123',
  from: '2026-11-24T19:00:00.000Z',
  to: '2026-11-24T20:00:00.000Z',
  timeZone: 'America/New_York',
  owner: 'the team',
  reason: 'A broken lamp.',
  createdAt: sampleStart,
  expiresAt: sampleExpiry,
  ...own,
});

export const sampleRequest = (own: Partial<OutboundCall> = {}): OutboundCall => ({
  companyId: freshId('acme'),
  outboundId: freshId('out'),
  to: samplePhoneNumber(),
  about: 'your order',
  opening: 'outboundOpening',
  language: 'en',
  context: 'It is late.',
  state: 'placing',
  tries: 1,
  createdAt: sampleStart,
  triedAt: sampleStart,
  expiresAt: sampleExpiry,
  ...own,
});
