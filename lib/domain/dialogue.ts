import type { Tier } from '#lib/contracts/company-config.ts';
import type { EscalationReason } from '#lib/domain/escalation.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** What came from the caller in one turn. */
export type Heard =
  | { kind: 'spoken'; text: string; confidence?: number }
  | { kind: 'keys'; digits: string }
  | { kind: 'silence' };

/** How a reply ends, beyond its words. */
export type ReplyNext =
  | { kind: 'listen' }
  | { kind: 'transfer'; reason: string; summary: string }
  | { kind: 'end'; outcome: string }
  /** The caller is asked whether a spoken message may be recorded; `reason` is what it is about. */
  | { kind: 'record'; reason: string };

/** Why a reply came to nothing, or to less than it should. */
export type ReplyFailure = 'model' | 'refusal' | 'too-slow' | 'internal';

/** Where one webhook of a turn led the caller. Decided once, so that a repeat is told the same. */
export type Lead =
  | 'continue'
  | 'listen'
  | 'transfer'
  /** We ask whether a message may be recorded. */
  | 'record'
  | 'end'
  | 'too-slow'
  | 'refused'
  | 'failed-person'
  | 'failed-again'
  | 'failed-end'
  | 'nudge-1'
  | 'nudge-2'
  | 'silence-person'
  | 'silence-end'
  | 'person'
  | 'no-person'
  /** They want no more calls from us. */
  | 'no-more-calls';

/** What one webhook of a turn told the caller: kept, so that its repeat says exactly the same. */
export type Delivery = {
  /** Sentences of the reply, from (inclusive) and to (exclusive). */
  from: number;
  to: number;
  /** A filler instead of sentences: which one, and in whose voice. */
  filler?: number;
  tier?: Tier;
  lead: Lead;
  /** The company's people were not there at that time: none is offered. */
  closed?: true;
};

/** A turn that was claimed: the caller's words and what they have been answered so far, by part. */
export type CallerTurn = {
  sessionId: SessionId;
  companyId: CompanyId;
  turn: number;
  heard: Heard;
  /** What the sender of a chat message knows it by: the same one again is the same turn. */
  key?: string;
  /** Epoch milliseconds of the claim: the hard stop counts from here. */
  claimedAt: number;
  deliveries: Record<string, Delivery>;
  /** Epoch seconds. */
  expiresAt: number;
};

/** A piece of what the model said or did, in the order it came. Kept verbatim, so that history stays append-only. */
export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'thinking'; thinking: string; signature: string; model: string }
  | { kind: 'toolCall'; id: string; tool: string; input: unknown }
  | { kind: 'toolResult'; id: string; text: string; isError: boolean }
  /** Ours to the model in mid-reply, for instance after a broken stream. Never spoken. */
  | { kind: 'note'; text: string };

/** The AI's side of a turn, written by the worker while it is being spoken. */
export type Reply = {
  sessionId: SessionId;
  companyId: CompanyId;
  turn: number;
  status: 'streaming' | 'complete' | 'failed';
  tier: Tier;
  /** The sentence from which on the manager speaks, where the rep handed over in this reply. */
  managerFrom?: number;
  sentences: readonly string[];
  parts: readonly Part[];
  /** How many of the sentences the parts hold. The rest was said by a worker that has written no parts since. */
  inParts?: number;
  next: ReplyNext;
  failure?: ReplyFailure;
  startedAt: number;
  /** Epoch milliseconds at which the first sentence was whole. */
  firstSentenceAt?: number;
  expiresAt: number;
};

/** Something that happened between turns and that the model must know. */
export type DialogueEvent = {
  sessionId: SessionId;
  companyId: CompanyId;
  turn: number;
  event:
    | 'transfer-no-answer'
    | 'transfer-busy'
    | 'transfer-failed'
    | 'transfer-nobody-free'
    | 'transfer-after-hours'
    | 'message-recorded'
    /** They may be recorded and said nothing. */
    | 'message-empty'
    /** They did not say yes to being recorded. */
    | 'message-refused'
    /** In a chat: the team was told, and gets back to the customer. */
    | 'handed-to-team';
  /** The turn in which the caller is listened to again. */
  backAt?: number;
  /** More about it, a sentence for the model. */
  detail?: string;
  /** Why the team was told of a chat. Absent in rows of older versions. */
  reason?: EscalationReason;
  expiresAt: number;
};

/** A session's rows in order. */
export type Dialogue = {
  greeting: string | undefined;
  turns: readonly { turn: number; caller?: CallerTurn; reply?: Reply; event?: DialogueEvent }[];
};
