import type { HumanAgent, Tier } from '#lib/contracts/company-config.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import type { Scripts } from '#lib/domain/script.ts';

export const callStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const;
export type CallStatus = (typeof callStatuses)[number];

export const isFinal = (status: CallStatus): boolean =>
  status === 'completed' || status === 'busy' || status === 'failed' || status === 'no-answer' || status === 'canceled';

/** All that a webhook needs to speak, pinned at the first ring: an edit of the config changes nothing for this caller. */
export type CallProfile = {
  language: Language;
  voices: Record<Tier, string>;
  scripts: Scripts;
  hints: readonly string[];
  silenceSeconds: number;
  endOfSpeechSeconds: number;
  /** Whom a transfer dials; absent when the company has no person to give. */
  person?: { number: string; ringSeconds: number };
  /** The team wants a text message when a caller is handed to a person. */
  notify?: boolean;
  retentionDays: number;
};

/** Why a call is ending, decided by us before the line goes down. */
export type CallEnding = 'resolved' | 'unresolved' | 'silence' | 'failed' | 'transferred';

export type TransferOutcome = 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled';

export type VoiceCall = {
  callSid: CallSid;
  companyId: CompanyId;
  sessionId: SessionId;
  direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  status: CallStatus;
  /** Twilio's SequenceNumber of the newest status event taken; -1 before the first. */
  lastSequence: number;
  profile: CallProfile;
  startedAt: string;
  endedAt?: string;
  durationSeconds?: number;
  ending?: CallEnding;
  /** By attempt: the turn in which a person was asked for. */
  transfers: Record<string, TransferOutcome>;
  /** The conversation whose line dropped a moment ago: this caller is welcomed back to it. */
  resumes?: SessionId;
};

/** Who is at the other end: undefined where the number is withheld. */
export const otherEndOf = (call: Pick<VoiceCall, 'direction' | 'from' | 'to'>): string | undefined =>
  toE164(call.direction === 'inbound' ? call.from : call.to);

/** The company's person, where there is one to dial. */
export function personOf(human: HumanAgent): CallProfile['person'] {
  if (!human.enabled || human.escalationPhone === undefined) return undefined;
  return { number: human.escalationPhone, ringSeconds: human.ringSeconds };
}

/** Epoch seconds after which a call's rows may go. */
export const retainCallUntil = (call: Pick<VoiceCall, 'startedAt' | 'profile'>): number =>
  Math.floor(Date.parse(call.startedAt) / 1000) + call.profile.retentionDays * 86_400;
