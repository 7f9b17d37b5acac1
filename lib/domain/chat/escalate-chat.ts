import { handOverWords } from '#lib/domain/chat/answer.ts';
import { type HandOverPorts, handOver } from '#lib/domain/chat/hand-over.ts';
import { AppError } from '#lib/domain/errors.ts';
import { hasPeople } from '#lib/domain/people.ts';
import type { Session } from '#lib/domain/session.ts';
import { newestTurn } from '#lib/domain/where.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** `already`: the team had been told since the customer last wrote. `text` is what the customer is to read. */
export type ChatEscalated = { attempt: number; state: 'requested'; already: boolean; text: string };

/**
 * Hands a chat to the team because somebody outside it asks for that: a button on the company's pages, say. Throws AppError
 * `conflict` where the chat is over, or there is no team to tell.
 */
export async function escalateChat(
  ports: HandOverPorts & Pick<Ports, 'clock'>,
  session: Session,
  note: string,
): Promise<ChatEscalated> {
  if (session.endedAt !== undefined) throw new AppError('conflict', 'This chat is over: begin another one.');
  if (!hasPeople(session)) {
    throw new AppError(
      'conflict',
      'There is no team to tell: tiers.humanAgent needs enabled and a notificationPhone in the configuration.',
    );
  }
  const now = ports.clock.now();
  const attempt = newestTurn(await ports.dialogues.read(session.sessionId));
  const isNew = await handOver(ports, session, { turn: attempt, claimedAt: now, reason: 'api', note });
  return { attempt, state: 'requested', already: !isNew, text: handOverWords(session, now).join(' ') };
}
