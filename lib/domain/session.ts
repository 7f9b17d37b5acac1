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
  tier: Tier;
  status: SessionStatus;
  language: Language;
  /** Pinned at the start. */
  config: CompanyConfig;
  startedAt: string;
  endedAt?: string;
};
