import type { CompanyConfig, Tier } from '#lib/contracts/company-config.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';

export type SessionStatus = 'active' | 'escalated' | 'resolved' | 'abandoned' | 'failed';

/** One conversation with one customer, on whatever channel. */
export type Session = {
  sessionId: SessionId;
  companyId: CompanyId;
  channel: 'voice' | 'chat';
  callSid?: CallSid;
  customerId?: string;
  /** Whom the company takes the customer of a chat, or of a call of ours, for. It proves nothing; only a deletion finds it. */
  customerHint?: string;
  tier: Tier;
  status: SessionStatus;
  language: Language;
  /** Pinned at the start. */
  config: CompanyConfig;
  startedAt: string;
  endedAt?: string;
  /** Who is calling, as the network says; `attested` where the carrier vouches for the number (SHAKEN level A). */
  callerId?: { number: string; attested: boolean };
  /** Set once: a session never changes its customer. */
  verified?: Verification;
  /** Tries at proving who they are; limited. */
  verificationTries: number;
  /** What the rep handed to the manager. */
  caseFile?: CaseFile;
  /** We called, and why: for the AI. */
  outbound?: { about: string; context?: string };
  /** The conversation whose line dropped a moment ago, and which this one goes on with. */
  resumes?: SessionId;
  /** What it came to, written once when it was over. */
  afterCall?: AfterCall;
};

/** Epoch seconds after which a session's rows may go. */
export const retainSessionUntil = ({ startedAt, config }: Pick<Session, 'startedAt' | 'config'>): number =>
  Math.floor(Date.parse(startedAt) / 1000) + config.retentionDays * 86_400;

export const outcomes = ['resolved', 'unresolved', 'escalated', 'abandoned'] as const;
export const sentiments = ['positive', 'neutral', 'negative'] as const;

/** What conversations are about. A list that ends, so that it can be counted: in words of its own every call is unique. */
export const topics = [
  'order-status',
  'delivery',
  'return',
  'refund',
  'damaged-goods',
  'product-question',
  'billing',
  'subscription',
  'account',
  'appointment',
  'technical-problem',
  'complaint',
  'callback',
  'other',
] as const;

/** What a conversation came to, in the words of the model that read it afterwards. */
export type AfterCall = {
  summary: string;
  outcome: (typeof outcomes)[number];
  /** What it was about, in a few words. */
  reason: string;
  sentiment: (typeof sentiments)[number];
  /** Absent in reports of older versions. */
  topic?: (typeof topics)[number];
  /** What somebody still has to do. */
  followUps: readonly string[];
  model: string;
  at: string;
};

export type Verification = {
  customerId: string;
  /** What proved it: `caller-id`, or the two facts. */
  evidence: string;
  at: string;
};

/** The story so far, so that the caller never repeats anything. */
export type CaseFile = {
  facts: string;
  wishes: string;
  offersMade: string;
  amountsTried: string;
};
