import { escalateSession } from '#lib/contracts/api/sessions.ts';
import { escalateChat } from '#lib/domain/chat/escalate-chat.ts';
import { findChat } from '#lib/domain/chat/find-chat.ts';
import { escalateSession as escalateCall } from '#lib/domain/escalate-session.ts';
import { requireRole } from '#lib/http/bearer.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { personUrlOf } from '#lib/http/urls.ts';
import { world } from '#lib/runtime/wire.ts';
import { phoneLinesOf } from '#lib/runtime/wire-phone-lines.ts';

/** Hands a live conversation to a person. A function of its own: it carries Twilio's whole client. */
export const handler = jsonApi(
  on(escalateSession, async ({ ports, companyId, role, path, body }) => {
    const { sessionId = '' } = path;
    const chat = await findChat(ports, { companyId, sessionId });
    if (chat !== undefined) {
      return { status: 202, body: { sessionId, ...(await escalateChat(ports, chat, body.reason)) } };
    }
    // Who carries chats has no say in phone calls.
    requireRole({ role }, 'agent');
    const phoneLines = phoneLinesOf(world());
    const urlOf = personUrlOf(world().settings.webhookBaseUrl);
    const done = await escalateCall({ ...ports, phoneLines }, { companyId, sessionId, ...body }, urlOf);
    return { status: 202, body: { sessionId, ...done } };
  }),
);
