import type { CallSid, CompanyId } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';

/** How we open a call that we place: one of our own, or one that was promised. */
export const openings = ['outboundOpening', 'callbackOpening'] as const;
export type Opening = (typeof openings)[number];

/** What a company's software asks for. */
export type OutboundWish = {
  /** E.164. */
  to: string;
  /** What it is about, in a few words. Said aloud to whoever picks up. */
  about: string;
  opening: Opening;
  language: Language;
  /** For the AI only: what it should know and bring about. */
  context?: string;
  /** Whom the company means to call. It proves nothing of who picks up. */
  customerId?: string;
  /** The promise that this call keeps. */
  callbackId?: string;
};

/**
 * A call that was asked for, written before the carrier is told: whatever happens then, it is known.
 * - placing: somebody is at it;
 * - placed: the carrier has it;
 * - unknown: the carrier did not say; it is asked before anything is repeated;
 * - refused: certainly not placed; the same request may try again.
 */
export type OutboundCall = OutboundWish & {
  companyId: CompanyId;
  /** `out_…`, made of the company and its Idempotency-Key. */
  outboundId: string;
  state: 'placing' | 'placed' | 'unknown' | 'refused';
  /** How often the carrier was told. A change is only made by whoever has read the newest. */
  tries: number;
  callSid?: CallSid;
  createdAt: string;
  /** Of the newest try; ISO time. */
  triedAt: string;
  /** Epoch seconds. */
  expiresAt: number;
};

/** As the company's software sees it. */
export const toView = ({ outboundId, state, callSid, to, about, callbackId, createdAt }: OutboundCall) => ({
  outboundId,
  status: state,
  ...(callSid === undefined ? {} : { callSid }),
  to,
  purpose: about,
  ...(callbackId === undefined ? {} : { callbackId }),
  createdAt,
});
