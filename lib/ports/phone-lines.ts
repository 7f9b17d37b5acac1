import type { CallStatus } from '#lib/domain/call.ts';
import type { CallSid, CompanyId } from '#lib/domain/ids.ts';

/** A company's telephone lines, worked from outside a call. Throws LineError. */
export interface PhoneLines {
  /**
   * Breaks off whatever a live call is doing and goes on with the document at `url`, which must be absolute. Doing it twice
   * leads to the same place.
   */
  redirect(call: { companyId: CompanyId; callSid: CallSid }, url: string): Promise<void>;
  /** How a call stands with the carrier at this moment. */
  statusOf(call: { companyId: CompanyId; callSid: CallSid }): Promise<CallStatus>;
  /**
   * Calls somebody from the company's own number, and returns the carrier's name for the call. Never repeats itself: after
   * `no-answer` or `unknown` it may ring all the same, and `placedSince` tells.
   */
  place(companyId: CompanyId, call: NewCall): Promise<PlacedCall>;
  /** Deletes a recording for good; one that is gone already is `unknown-there`. */
  eraseRecording(companyId: CompanyId, recordingSid: string): Promise<void>;
  /** The calls to a number that the carrier has taken from us since then (epoch milliseconds), oldest first. */
  placedSince(companyId: CompanyId, to: string, since: number): Promise<PlacedCall[]>;
}

/** A call that the carrier has taken; `from` is the company's number. */
export type PlacedCall = { callSid: CallSid; from: string };

/** A call to be placed. All URLs are absolute. */
export type NewCall = {
  to: string;
  /** Asked for the first document, once somebody has picked up. */
  answerUrl: string;
  statusUrl: string;
  /** Told whether a machine has picked up, while the conversation goes on. */
  machineUrl: string;
  /** Tell it only when the machine's greeting is over, so that a message can be left. */
  afterGreeting: boolean;
  ringSeconds: number;
};

/** What is certain of a wish that the carrier did not grant. */
export type LineTrouble =
  /** The call is over, or has not been picked up yet. */
  | 'not-live'
  /** The carrier knows no such call, number or recording. */
  | 'unknown-there'
  /** It was not done: refused, or never sent. The same may be tried again. */
  | 'not-done'
  /** Nobody answered in time: it may have been done. */
  | 'no-answer'
  /** The carrier broke down over it: it may have been done. */
  | 'unknown';

export class LineError extends Error {
  readonly trouble: LineTrouble;
  /** Twilio's number, or the HTTP status. */
  readonly code: number | undefined;
  constructor(trouble: LineTrouble, message: string, options: { code?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'LineError';
    this.trouble = trouble;
    this.code = options.code;
  }
}
