import * as z from 'zod/mini';

/**
 * What we read of Twilio's forms. Unknown fields pass (Twilio adds some without notice), absent ones are tolerated:
 * only the CallSid is required.
 */
const callFields = {
  CallSid: z.string().check(z.minLength(2), z.maxLength(64)),
  AccountSid: z.optional(z.string()),
  ParentCallSid: z.optional(z.string()),
  From: z.optional(z.string()),
  To: z.optional(z.string()),
  Direction: z.optional(z.string()),
  StirVerstat: z.optional(z.string()),
};

/** A call that rings, or any request for TwiML. */
export const CallForm = z.object(callFields);

/** The action of a Gather: words, keys, or neither. */
export const SpeechForm = z.object({
  ...callFields,
  SpeechResult: z.optional(z.string()),
  Confidence: z.optional(z.string()),
  Digits: z.optional(z.string()),
});

export const StatusForm = z.object({
  ...callFields,
  /** A status that Twilio may add one day is ignored, not refused. */
  CallStatus: z.optional(z.string()),
  CallDuration: z.optional(z.string()),
  SequenceNumber: z.optional(z.string()),
});

/** What happens on a call that we placed: its status, or the word of machine detection. */
export const OutboundEventForm = z.object({ ...StatusForm.shape, AnsweredBy: z.optional(z.string()) });

/** The action of a Dial, or the person's leg: a whisper, its key, the word of machine detection. */
export const EscalateForm = z.object({
  ...callFields,
  CallStatus: z.optional(z.string()),
  Digits: z.optional(z.string()),
  AnsweredBy: z.optional(z.string()),
  DialCallStatus: z.optional(z.string()),
  DialBridged: z.optional(z.string()),
});

/** The answer to whether a message may be recorded, or the action of the Record. */
export const RecordForm = z.object({ ...SpeechForm.shape, RecordingDuration: z.optional(z.string()) });

/** What became of a recording. It tells neither number. */
export const RecordEventForm = z.object({
  ...callFields,
  RecordingSid: z.optional(z.string()),
  RecordingStatus: z.optional(z.string()),
  RecordingDuration: z.optional(z.string()),
});

export type CallForm = z.infer<typeof CallForm>;
export type SpeechForm = z.infer<typeof SpeechForm>;
export type StatusForm = z.infer<typeof StatusForm>;
export type EscalateForm = z.infer<typeof EscalateForm>;
export type RecordForm = z.infer<typeof RecordForm>;
export type RecordEventForm = z.infer<typeof RecordEventForm>;
