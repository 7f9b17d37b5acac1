import type { CompanyConfig, HumanAgent, Tier } from '#lib/contracts/company-config.ts';
import { isOpen, type OpeningHours } from '#lib/domain/business-hours.ts';
import type { Escalation } from '#lib/domain/escalation.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Opening } from '#lib/domain/outbound/outbound-call.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import type { SpokenMessage } from '#lib/domain/recording.ts';
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

/** What a call cannot go back from into `status`: a ring that is told late does not undo that it was answered. */
export const statusesPast = (status: CallStatus): readonly CallStatus[] =>
  callStatuses.slice(callStatuses.indexOf(status) + 1);

/** All that a webhook needs to speak, pinned at the first ring: an edit of the config changes nothing for this caller. */
export type CallProfile = {
  language: Language;
  voices: Record<Tier, string>;
  scripts: Scripts;
  hints: readonly string[];
  silenceSeconds: number;
  endOfSpeechSeconds: number;
  /** Whom a transfer dials; absent when the company has no person to give. */
  person?: Person;
  /** When that person is there; absent: always. */
  hours?: OpeningHours;
  /** The team wants a text message when a caller is handed to a person. */
  notify?: boolean;
  retentionDays: number;
};

/** `backups` are rung in turn where the first number does not take the call. */
export type Person = { number: string; ringSeconds: number; backups?: readonly string[] };

/** Why a call is ending, decided by us before the line goes down. */
export type CallEnding = 'resolved' | 'unresolved' | 'silence' | 'failed' | 'transferred';

export type PickedUpBy = 'human' | 'machine';

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
  transfers: Record<string, Escalation>;
  /** By turn: what became of the offer to record a message; absent where none was made. */
  recordings?: Record<string, SpokenMessage>;
  /** The conversation whose line dropped a moment ago: this caller is welcomed back to it. */
  resumes?: SessionId;
  /** Of a call that we placed: who took it, by what machine detection and they themselves tell; absent while nothing tells. */
  pickedUpBy?: PickedUpBy;
  /** Of a call that a company asked us to place: which one, how we open it, and what it is about. */
  outbound?: { outboundId: string; opening: Opening; about: string; callbackId?: string };
};

/** Who is at the other end: undefined where the number is withheld. */
export const otherEndOf = (call: Pick<VoiceCall, 'direction' | 'from' | 'to'>): string | undefined =>
  toE164(call.direction === 'inbound' ? call.from : call.to);

/** The company's person, where there is one to dial. */
export function personOf({ enabled, escalationPhone, backupPhones, ringSeconds }: HumanAgent): Person | undefined {
  if (!enabled || escalationPhone === undefined) return undefined;
  return { number: escalationPhone, ringSeconds, ...(backupPhones.length === 0 ? {} : { backups: backupPhones }) };
}

/** Whom a transfer rings, one after another. */
export const numbersOf = (person: Person | undefined): readonly string[] =>
  person === undefined ? [] : [person.number, ...(person.backups ?? [])];

/** When the company's people are there; undefined: always. */
export const hoursOf = ({
  businessHours,
  timeZone,
}: Pick<CompanyConfig, 'businessHours' | 'timeZone'>): OpeningHours | undefined =>
  businessHours && { ...businessHours, timeZone };

/** Whether ringing a person makes sense at this time. */
export const personIsIn = (
  { person, hours }: { person?: Person | undefined; hours?: OpeningHours | undefined },
  at: number,
): boolean => person !== undefined && isOpen(hours, at);

/** Epoch seconds after which a call's rows may go. */
export const retainCallUntil = (call: Pick<VoiceCall, 'startedAt' | 'profile'>): number =>
  Math.floor(Date.parse(call.startedAt) / 1000) + call.profile.retentionDays * 86_400;
