import type * as z from 'zod/mini';
import type { ChatReply, ChatSession } from '#lib/contracts/api/chat.ts';
import type { ChatAnswer } from '#lib/domain/chat/answer.ts';
import type { Session } from '#lib/domain/session.ts';

/** A session as the API shows it to whoever carries the chat. */
export const chatView = (session: Session): z.infer<typeof ChatSession> => ({
  sessionId: session.sessionId,
  channel: 'chat',
  status: session.status,
  language: session.language,
  tier: session.tier,
  verified: session.verified !== undefined,
  startedAt: session.startedAt,
  ...(session.endedAt === undefined ? {} : { endedAt: session.endedAt }),
});

export const answerView = ({ turn, sentences, next }: ChatAnswer): z.infer<typeof ChatReply> => ({
  turn,
  text: sentences.map(({ text }) => text).join(' '),
  sentences: [...sentences],
  next,
});
