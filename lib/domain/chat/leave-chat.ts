import { type ChatOutcome, endChat } from '#lib/domain/chat/end-chat.ts';
import { type SettlePorts, settleTurn } from '#lib/domain/chat/settle-turn.ts';
import type { Session } from '#lib/domain/session.ts';

/**
 * Ends a chat because nobody writes in it any more: its pages say so, or half an hour does. Whoever asked for the last answer
 * may have gone before it was whole, so what it decided is done first. Returns the session as it then stands.
 */
export async function leaveChat(ports: SettlePorts, session: Session, outcome: ChatOutcome): Promise<Session> {
  if (session.endedAt !== undefined) return session;
  const { turns } = await ports.dialogues.read(session.sessionId);
  const last = turns.findLast(({ caller }) => caller !== undefined);
  const lead = last?.caller?.deliveries[0]?.lead;
  // A goodbye that was said ends the chat after it: whatever broke there is made up for.
  if (last?.caller !== undefined && (lead === undefined || lead === 'end'))
    await settleTurn(ports, session, last.caller, last.reply);
  return await endChat(ports, (await ports.sessions.find(session.sessionId)) ?? session, outcome);
}
