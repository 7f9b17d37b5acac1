import { endSession, openChat, sendMessage } from '#lib/contracts/api/chat.ts';
import { requireChat } from '#lib/domain/chat/find-chat.ts';
import { wholeAnswer } from '#lib/domain/chat/follow-reply.ts';
import { leaveChat } from '#lib/domain/chat/leave-chat.ts';
import { openChat as open } from '#lib/domain/chat/open-chat.ts';
import { takeMessage } from '#lib/domain/chat/take-message.ts';
import { answerView, chatView } from '#lib/http/chat-view.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { pathOf } from '#lib/routes.ts';

/** The same AI in a chat: open it, write, end it. */
export const handler = jsonApi(
  on(openChat, async ({ ports, companyId, idempotencyKey: key, body }) => {
    const { session, greeting } = await open(ports, {
      companyId,
      key,
      language: body.language,
      customerHint: body.customerId,
    });
    const location = `${pathOf('openChat')}/${session.sessionId}`;
    return { status: 201, body: { session: chatView(session), greeting }, location };
  }),
  on(sendMessage, async ({ ports, companyId, path, idempotencyKey: key, body }) => {
    const session = await requireChat(ports, { companyId, sessionId: path.sessionId });
    const turn = await takeMessage(ports, { session, key, text: body.text });
    return { status: 200, body: answerView(await wholeAnswer(ports, session, turn)) };
  }),
  on(endSession, async ({ ports, companyId, path, body }) => {
    const session = await requireChat(ports, { companyId, sessionId: path.sessionId });
    return { status: 200, body: chatView(await leaveChat(ports, session, body.outcome)) };
  }),
);
