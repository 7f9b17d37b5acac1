import { randomBytes } from 'node:crypto';
import type { Network } from '../network.ts';
import { rfc2822 } from '../status-callbacks.ts';
import type { RestForm } from './form.ts';
import { RestProblem } from './problem.ts';
import type { SentMessage } from './types.ts';

/** Takes the message into `network.messages`; nobody receives it. */
export function sendMessage(network: Network, accountSid: string, form: RestForm): Record<string, unknown> {
  const to = form.number('To', 21604, 21211);
  const messagingServiceSid = form.get('MessagingServiceSid');
  const from = messagingServiceSid ? undefined : form.number('From', 21603, 21212);
  const body = form.get('Body');
  if (!body) throw new RestProblem(400, 21602, 'Message body is required.');
  if (body.length > 1600) throw new RestProblem(400, 21617, 'The message body exceeds the 1600 character limit.');
  const sid = `SM${randomBytes(16).toString('hex')}`;
  const message: SentMessage = { sid, accountSid, to, from, messagingServiceSid, body, at: new Date() };
  network.messages.push(message);
  return messageResource(message);
}

function messageResource(message: SentMessage): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: message.accountSid,
    api_version: '2010-04-01',
    to: message.to,
    from: message.from ?? null,
    messaging_service_sid: message.messagingServiceSid ?? null,
    body: message.body,
    status: message.messagingServiceSid ? 'accepted' : 'queued',
    direction: 'outbound-api',
    num_segments: message.messagingServiceSid ? '0' : String(Math.ceil(message.body.length / 153)),
    num_media: '0',
    price: null,
    price_unit: null,
    error_code: null,
    error_message: null,
    date_created: rfc2822(message.at),
    date_updated: rfc2822(message.at),
    date_sent: null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}
