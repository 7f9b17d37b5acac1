import type { CallSid } from '#lib/domain/ids.ts';
import type { Language } from '#lib/domain/language.ts';

/** One thing the caller hears, in one voice. */
export type Line = { text: string; language: Language; voice: string };

/** How we listen: what the recogniser is told. */
export type Listening = {
  language: Language;
  /** Names and products the recogniser should expect. Twilio: at most 500, each at most 100 characters. */
  hints: readonly string[];
  /** Seconds without a word before the turn counts as silent. */
  silenceSeconds: number;
  /** Seconds of pause that end an utterance. */
  endOfSpeechSeconds: number;
};

/** What happens when the lines have been spoken. Every answer has one: a call never just stops. */
export type Next =
  /** `part` only where we listen again for the same turn, after a failure of ours. */
  | { kind: 'listen'; turn: number; part?: number; listening: Listening }
  | { kind: 'continue'; turn: number; part: number }
  /** Listens for one thing only: whether the caller's message may be recorded. */
  | { kind: 'consent'; turn: number; listening: Listening }
  /** Records what the caller says, for as long as they may speak. Only ever after a consent that stands. */
  | { kind: 'record'; turn: number; longestSeconds: number }
  | { kind: 'transfer'; attempt: number; index: number }
  | {
      kind: 'dial';
      attempt: number;
      index: number;
      number: string;
      callerId: string | undefined;
      /** Of the caller's leg: what the word of machine detection is known by. */
      callSid: CallSid;
      ringSeconds: number;
    }
  /** Asks the person who picked up for a key: 1 takes the call. No key, and their leg is hung up. */
  | { kind: 'ask'; attempt: number; index: number; waitSeconds: number }
  /** The end of a whisper: the two legs are joined. */
  | { kind: 'bridge' }
  | { kind: 'hangup' }
  | { kind: 'reject' };

/** What a voice webhook answers, in our own words. lib/http/twiml.ts turns it into TwiML. */
export type Answer = { lines: readonly Line[]; next: Next };
