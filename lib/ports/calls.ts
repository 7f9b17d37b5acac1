import type { CallEnding, CallStatus, PickedUpBy, VoiceCall } from '#lib/domain/call.ts';
import type { Escalation } from '#lib/domain/escalation.ts';
import type { CallSid, CompanyId } from '#lib/domain/ids.ts';
import type { Consent, Recording } from '#lib/domain/recording.ts';
import type { Place } from '#lib/domain/records/paging.ts';
import type { Begun } from '#lib/ports/sessions.ts';

/** VoiceCall. Every write is conditional: webhooks repeat, overtake each other and come late. */
export interface Calls {
  /** Consistent read. */
  find(callSid: CallSid): Promise<VoiceCall | undefined>;
  /** Returns the call that stands: ours, or the one an earlier delivery of the same ring created. */
  createOnce(call: VoiceCall): Promise<{ call: VoiceCall; created: boolean }>;
  /**
   * Takes a status of a live call if it is newer than the last one taken and does not lead back (statusesPast); false when
   * it is not, or the call is over.
   */
  recordStatus(callSid: CallSid, status: CallStatus, sequence: number): Promise<boolean>;
  /** Sets how we decided to end the call; the first decision stands. */
  setEnding(callSid: CallSid, ending: CallEnding): Promise<boolean>;
  /** Notes who picked a call of ours up, live or not; returns what stands, the first word. */
  notePickUp(callSid: CallSid, by: PickedUpBy): Promise<PickedUpBy | undefined>;
  /**
   * Writes the next state of a transfer attempt over exactly the one it was made from (undefined: none yet), live call or
   * not. `moved` is true for exactly one of those who made theirs from the same; `standing` is what stands afterwards.
   */
  moveTransfer(
    callSid: CallSid,
    attempt: number,
    from: Escalation | undefined,
    to: Escalation,
  ): Promise<{ moved: boolean; standing: Escalation | undefined }>;
  /** Takes back a transfer attempt that is still exactly `from`; false where it has moved on. */
  withdrawTransfer(callSid: CallSid, attempt: number, from: Escalation): Promise<boolean>;
  /** Keeps what a caller answered when asked whether they may be recorded in this turn; returns the answer that stands. */
  keepConsent(callSid: CallSid, turn: number, consent: Consent): Promise<Consent>;
  /** Keeps what became of the recording of a turn, once, live call or not; false without consent or where one stands. */
  keepRecording(callSid: CallSid, turn: number, recording: Recording): Promise<boolean>;
  /** Calls of a company with this number at the other end, begun in [since, until] (ISO times), newest first. */
  withNumber(companyId: CompanyId, number: string, since: string, until?: string): Promise<VoiceCall[]>;
  /** Where a company's calls stand, newest first: of a status, else of all. The index may lag. */
  places(
    companyId: CompanyId,
    those: { status?: CallStatus | undefined } & Begun,
    page: { after: Place | undefined; count: number },
  ): Promise<Place[]>;
  /** Takes a call away for good; true where there was one. */
  erase(callSid: CallSid): Promise<boolean>;
  /** Closes the books; true for exactly one caller. `durationSeconds` as Twilio says, where it says so. */
  close(callSid: CallSid, end: { status: CallStatus; endedAt: string; durationSeconds?: number }): Promise<boolean>;
}
