import { handOverWords } from '#lib/domain/chat/answer.ts';
import { type HandOverPorts, handOver } from '#lib/domain/chat/hand-over.ts';
import { AppError } from '#lib/domain/errors.ts';
import { hasPeople } from '#lib/domain/people.ts';
import type { Session } from '#lib/domain/session.ts';
import { newestTurn } from '#lib/domain/where.ts';

/**
 * Hands a chat to the team because the company's pages ask for it (a button, say). Returns what the customer is to read.
 * Throws AppError `conflict` where the chat is over, or there is no team to tell.
 */
export async function escalateChat(ports: HandOverPorts, session: Session): Promise<string[]> {
  if (session.endedAt !== undefined) throw new AppError('conflict', 'This chat is over: begin another one.');
  if (!hasPeople(session)) {
    throw new AppError(
      'conflict',
      'There is no team to tell: tiers.humanAgent needs enabled and a notificationPhone in the configuration.',
    );
  }
  const now = ports.clock.now();
  const turn = newestTurn(await ports.dialogues.read(session.sessionId));
  await handOver(ports, session, { turn, claimedAt: now });
  return handOverWords(session, now);
}
