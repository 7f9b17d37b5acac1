import { startWorker } from '#lib/domain/await-reply.ts';
import { type SettlePorts, settleTurn } from '#lib/domain/chat/settle-turn.ts';
import type { CallerTurn } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import { retainSessionUntil, type Session } from '#lib/domain/session.ts';
import { newestTurn } from '#lib/domain/where.ts';

/** More than any customer's matter needs, and less than any model reads at once. */
const maxTurns = 200;

export type Message = {
  session: Session;
  /** What its sender knows it by: the same key again is the same turn. */
  key: string;
  text: string;
};

/**
 * Takes a customer's message as the next turn, or finds the turn that it was taken as before, and has it answered. One
 * message is answered at a time: throws AppError `conflict` while another is, and where the chat is over; `invalid` where
 * the key was another text's.
 */
export async function takeMessage(ports: SettlePorts, { session, key, text }: Message): Promise<CallerTurn> {
  const { sessionId, companyId } = session;
  const dialogue = await ports.dialogues.read(sessionId);
  const known = dialogue.turns.find(({ caller }) => caller?.key === key)?.caller;
  if (known !== undefined) return sameMessage(known, text);
  requireOpen(session);
  const last = dialogue.turns.findLast(({ caller }) => caller !== undefined);
  if (last?.caller !== undefined && last.caller.deliveries[0] === undefined) {
    // Whoever asked for that answer may have gone: what it decided must have happened before the next one begins.
    if ((await settleTurn(ports, session, last.caller, last.reply)) === undefined) throw stillAnswering();
    requireOpen((await ports.sessions.find(sessionId)) ?? session);
  }
  const turn = newestTurn(dialogue) + 1;
  if (turn > maxTurns) throw new AppError('conflict', `This chat has had ${maxTurns} messages: begin another one.`);
  const { turn: stands, claimed } = await ports.dialogues.claim({
    sessionId,
    companyId,
    turn,
    heard: { kind: 'spoken', text: plainMessage(text) },
    key,
    claimedAt: ports.clock.now(),
    deliveries: {},
    expiresAt: retainSessionUntil(session),
  });
  if (!claimed && stands.key !== key) throw stillAnswering();
  if (claimed) await startWorker(ports, stands);
  return claimed ? stands : sameMessage(stands, text);
}

/** Without what no store or model takes. */
const plainMessage = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .trim();

function sameMessage(turn: CallerTurn, text: string): CallerTurn {
  if (turn.heard.kind === 'spoken' && turn.heard.text === plainMessage(text)) return turn;
  throw new AppError('invalid', 'This Idempotency-Key was sent with another text: take a new one for each message.');
}

function requireOpen({ endedAt }: Session): void {
  if (endedAt !== undefined) throw new AppError('conflict', 'This chat is over: begin another one.');
}

const stillAnswering = (): AppError =>
  new AppError('conflict', 'The message before is still being answered: send this one again when it has been.', {
    retryAfterSeconds: 1,
  });
