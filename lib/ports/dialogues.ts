import type { CallerTurn, Delivery, Dialogue, DialogueEvent, Part, Reply, ReplyFailure } from '#lib/domain/dialogue.ts';
import type { SessionId } from '#lib/domain/ids.ts';

/** What a reply has come to, and how many of its sentences that holds. */
export type Kept = { parts: readonly Part[]; inParts: number };

/** CSMessage: what was said and done in a session. The turn is the unit of idempotency. */
export interface Dialogues {
  /** Writes the greeting once. */
  greet(greeting: { sessionId: SessionId; companyId: string; text: string; expiresAt: number }): Promise<void>;
  /**
   * Claims a turn with the caller's words: one conditional write for the winner. Who loses gets the turn as it stands.
   */
  claim(turn: CallerTurn): Promise<{ turn: CallerTurn; claimed: boolean }>;
  findTurn(sessionId: SessionId, turn: number): Promise<CallerTurn | undefined>;
  /** Records what a part of a turn says; returns the delivery that stands, ours or an earlier one. */
  deliver(sessionId: SessionId, turn: number, part: number, delivery: Delivery): Promise<Delivery>;
  /** The worker's own claim: false when another invocation has opened, or a webhook has given up on, this reply. */
  openReply(reply: Reply): Promise<boolean>;
  /** Appends sentences to a streaming reply; false when it is no longer streaming: stop, nobody listens. */
  addSentences(
    sessionId: SessionId,
    turn: number,
    sentences: readonly string[],
    /** When the first of all was whole, in epoch milliseconds; what an earlier call said stands. */
    firstAt?: number,
  ): Promise<boolean>;
  /** Notes from which sentence on the manager speaks. */
  markManager(sessionId: SessionId, turn: number, from: number): Promise<void>;
  /** Finishes a streaming reply; false when somebody gave up on it first. */
  finishReply(
    sessionId: SessionId,
    turn: number,
    end: Kept & Pick<Reply, 'next' | 'failure'> & { status: 'complete' | 'failed' },
  ): Promise<boolean>;
  /** Keeps what the reply has come to so far, whatever its status: what its tools did must not be forgotten. */
  saveParts(sessionId: SessionId, turn: number, kept: Kept): Promise<void>;
  /** Consistent read. */
  findReply(sessionId: SessionId, turn: number): Promise<Reply | undefined>;
  /**
   * Gives up on a reply that is missing or still streaming: marks it failed, with this `next`, keeping all else it has.
   * Returns the reply that stands (one that had finished meanwhile is left as it is) and whether this call decided it.
   */
  giveUp(
    reply: Omit<Reply, 'status' | 'sentences' | 'parts' | 'failure'>,
    failure: ReplyFailure,
  ): Promise<{ reply: Reply; decided: boolean }>;
  /** Notes an event after a turn, once per turn; returns the one that stands. */
  addEvent(event: DialogueEvent): Promise<DialogueEvent>;
  /** All of a session, in order. Consistent. */
  read(sessionId: SessionId): Promise<Dialogue>;
  /** Takes all that was said in a session away for good; how many rows there were. */
  erase(sessionId: SessionId): Promise<number>;
}
