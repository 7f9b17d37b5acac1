import type { DialogueEvent, Heard } from '#lib/domain/dialogue.ts';

/** What the caller answered when asked whether their message may be recorded. Decided by us, never by the model. */
export type Consent = {
  given: boolean;
  heard: Heard;
  /** ISO time. */
  at: string;
};

/** What Twilio tells of a recording. `absent`: nothing was said. */
export type Recording = {
  /** Twilio's name for it: the sound itself is never ours. */
  recordingSid: string;
  status: 'completed' | 'failed' | 'absent';
  seconds: number;
  /** ISO time at which we were told. */
  at: string;
};

/** Whether something between turns was about a spoken message, and not about a person. */
export const isAboutMessage = ({ event }: DialogueEvent): boolean => event.startsWith('message-');

/** A message that a caller was asked to speak, by the turn in which the AI proposed it. */
export type SpokenMessage = { consent: Consent; recording?: Recording };
