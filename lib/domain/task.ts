import type { CallStatus } from '#lib/domain/call.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Place } from '#lib/domain/records/paging.ts';

/** How a call ended, as whoever heard of it first wrote down. `endedAt` is an ISO time. */
export type CallEnd = { callSid: CallSid; status: CallStatus; endedAt: string; durationSeconds?: number };

/** What is to be done off the call. */
export type TaskSubject =
  /**
   * Tell the team by text message that a caller is handed to a person; `attempt` is the turn that asked for one, `note` why
   * it was asked for from outside.
   */
  | { kind: 'escalation'; attempt: number; note?: string }
  /** Tell the team that nobody took the caller who was put through; `attempt` as above. */
  | { kind: 'missed-transfer'; attempt: number }
  /** Remind the team of a promised call; `from` is the moment that was promised when this task was made. */
  | { kind: 'reminder'; callbackId: string; from: string }
  /** Pass a caller's message on to the team. */
  | { kind: 'message'; turn: number; message: string }
  /** Tell the team of a message that a caller has spoken; `turn` is the one that proposed it. */
  | { kind: 'spoken-message'; turn: number }
  /** Delete a recording at Twilio. */
  | { kind: 'erase-recording'; recordingSid: string }
  /** As older builds ordered a deletion; done as the next one. */
  | { kind: 'erase-customer'; customerId: string; round: number; step: number; after?: Place; waiting?: boolean }
  /** Delete all that there is of a customer, some in each step; `look` is where a pass over it goes on. */
  | { kind: 'forget-customer'; customerId: string; round: number; step: number; look?: Look }
  /** Write down what the conversation came to; `end` of a call: its books may not be closed yet. Older versions gave none. */
  | { kind: 'after-call'; end?: CallEnd }
  /** Count a call of ours that nobody picked up: there was no conversation. */
  | ({ kind: 'unanswered' } & CallEnd)
  /** End a chat in which nobody has written since `since` (ISO time). */
  | { kind: 'idle'; since: string }
  /** Close a call whose last status came before its ring was stored. */
  | ({ kind: 'late-end' } & CallEnd)
  /** Close a call whose last status never came. */
  | { kind: 'unheard-end'; callSid: CallSid };

/** A pass of a deletion, which began at `since` (ISO time); `waiting`: an earlier step of it had to leave something. */
export type Look = { since: string; shelf: Shelf; after?: Place; waiting: boolean };

/** Where a deletion looks for a customer, one after another; lib/domain/erasure/shelves.ts says what stands there. */
export const shelfNames = ['verified', 'hinted', 'requests', 'promises'] as const;
export type Shelf = (typeof shelfNames)[number];

/** In the place of what was taken away. */
const gone = '[erased]';

/**
 * What a task was about once it is over, without words and without whom it names: it stays for a month, so that nothing is
 * made twice, and for that its id is enough.
 */
export function withoutPerson(about: TaskSubject): TaskSubject {
  switch (about.kind) {
    case 'escalation':
      return about.note === undefined ? about : { ...about, note: gone };
    case 'message':
      return { ...about, message: gone };
    case 'erase-customer':
    case 'forget-customer':
      return { ...about, customerId: gone };
    default:
      return about;
  }
}

/** A row of the outbox: one thing to do once, tried until it is done or given up. */
export type Task = {
  companyId: CompanyId;
  taskId: string;
  sessionId: SessionId;
  about: TaskSubject;
  state: 'open' | 'done' | 'given-up';
  /** ISO time of the next try; while one is under way, when it counts as lost. */
  dueAt: string;
  /** Tries begun. */
  tries: number;
  /** Tries of which nobody knows whether they did it, the one under way among them. */
  doubts: number;
  /** Why the last try did not do it, or why there was nothing to do. Never personal. */
  note?: string;
  createdAt: string;
  /** Epoch seconds. */
  expiresAt: number;
};

/** Done tasks are kept this long, so that nothing is made twice. */
const keptForMs = 30 * 86_400_000;

/** One task for one subject of a session, however often it is asked for. */
export function newTask(input: {
  companyId: CompanyId;
  sessionId: SessionId;
  about: TaskSubject;
  /** Epoch milliseconds. */
  now: number;
  dueMs?: number;
}): Task {
  const { companyId, sessionId, about, now, dueMs = now } = input;
  return {
    companyId,
    taskId: taskIdOf(sessionId, about),
    sessionId,
    about,
    state: 'open',
    dueAt: new Date(dueMs).toISOString(),
    tries: 0,
    doubts: 0,
    createdAt: new Date(now).toISOString(),
    expiresAt: Math.floor((dueMs + keptForMs) / 1000),
  };
}

/** The one task for a subject of a session. */
export function taskIdOf(sessionId: SessionId, about: TaskSubject): string {
  switch (about.kind) {
    case 'escalation':
      return `escalation#${sessionId}#${about.attempt}`;
    case 'missed-transfer':
      return `missed-transfer#${sessionId}#${about.attempt}`;
    case 'reminder':
      return `reminder#${about.callbackId}#${about.from}`;
    case 'message':
      return `message#${sessionId}#${about.turn}`;
    case 'spoken-message':
      return `spoken-message#${sessionId}#${about.turn}`;
    case 'erase-recording':
      return `erase-recording#${about.recordingSid}`;
    case 'erase-customer':
    case 'forget-customer':
      return `${about.kind}#${sessionId}#${about.round}#${about.step}`;
    case 'late-end':
      return `late-end#${about.callSid}`;
    case 'unheard-end':
      return `unheard-end#${about.callSid}`;
    case 'unanswered':
      return `unanswered#${about.callSid}`;
    case 'after-call':
      return `after-call#${sessionId}`;
    case 'idle':
      return `idle#${sessionId}#${about.since}`;
    default:
      return about satisfies never;
  }
}
