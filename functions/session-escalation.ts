import { escalateSession as contract } from '#lib/contracts/api/sessions.ts';
import { escalateSession } from '#lib/domain/escalate-session.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { personUrlOf } from '#lib/http/urls.ts';
import { world } from '#lib/runtime/wire.ts';
import { phoneLinesOf } from '#lib/runtime/wire-phone-lines.ts';

/** Hands a live conversation to a person. A function of its own: it carries Twilio's whole client. */
export const handler = jsonApi(
  on(contract, async ({ ports, companyId, path, body }) => {
    const { sessionId = '' } = path;
    const phoneLines = phoneLinesOf(world());
    const urlOf = personUrlOf(world().settings.webhookBaseUrl);
    const done = await escalateSession({ ...ports, phoneLines }, { companyId, sessionId, ...body }, urlOf);
    return { status: 202, body: { sessionId, ...done } };
  }),
);
