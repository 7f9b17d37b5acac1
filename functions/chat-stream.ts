import { sendMessage } from '#lib/contracts/api/chat.ts';
import { requireChat } from '#lib/domain/chat/find-chat.ts';
import { followReply } from '#lib/domain/chat/follow-reply.ts';
import { takeMessage } from '#lib/domain/chat/take-message.ts';
import { eventOf, eventsAfter } from '#lib/http/chat-events.ts';
import { eventStream } from '#lib/http/event-stream.ts';

/** What the customer wrote, answered sentence by sentence. */
export const handler = eventStream(sendMessage, async ({ ports, companyId, path, idempotencyKey: key, body }, last) => {
  const session = await requireChat(ports, { companyId, sessionId: path.sessionId });
  const turn = await takeMessage(ports, { session, key, text: body.text });
  return eventOf(turn.turn, followReply(ports, session, turn, eventsAfter(turn.turn, last)));
});
