import { handler as afterwards } from '#functions/afterwards.ts';
import { handler as analytics } from '#functions/analytics.ts';
import { handler as callbacks } from '#functions/callbacks.ts';
import { handler as chat } from '#functions/chat.ts';
import { handler as chatStream } from '#functions/chat-stream.ts';
import { handler as config } from '#functions/config.ts';
import { handler as contacts } from '#functions/contacts.ts';
import { handler as customers } from '#functions/customers.ts';
import { handler as escalate } from '#functions/escalate.ts';
import { handler as health } from '#functions/health.ts';
import { handler as inbound } from '#functions/inbound.ts';
import { handler as integrations } from '#functions/integrations.ts';
import { handler as openapi } from '#functions/openapi.ts';
import { handler as outbound } from '#functions/outbound.ts';
import { handler as outboundEvents } from '#functions/outbound-events.ts';
import { handler as placeCall } from '#functions/place-call.ts';
import { handler as reconcile } from '#functions/reconcile.ts';
import { handler as record } from '#functions/record.ts';
import { handler as recordEvents } from '#functions/record-events.ts';
import { handler as records } from '#functions/records.ts';
import { handler as scripts } from '#functions/scripts.ts';
import { handler as sessionEscalation } from '#functions/session-escalation.ts';
import { handler as speech } from '#functions/speech.ts';
import { handler as status } from '#functions/status.ts';
import { handler as sweep } from '#functions/sweep.ts';
import { handler as turn } from '#functions/turn.ts';
import { handler as usage } from '#functions/usage.ts';
import type { Handlers, Streams } from '#local/gateway.ts';

/** The real Lambda handlers, by the entry names of the route table. A test holds the two together. */
export const handlers: Handlers = {
  chat,
  contacts,
  outbound,
  'outbound-events': outboundEvents,
  'place-call': placeCall,
  config,
  escalate,
  health,
  inbound,
  integrations,
  openapi,
  record,
  'record-events': recordEvents,
  scripts,
  speech,
  status,
  callbacks,
  analytics,
  usage,
  records,
  customers,
  'session-escalation': sessionEscalation,
};

/** Those that stream. */
export const streams: Streams = { 'chat-stream': chatStream };

/** The functions that no route leads to. */
export const workers = { turn, reconcile, afterwards, sweep };
