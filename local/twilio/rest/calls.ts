import type { PhoneCall } from '../call.ts';
import type { DocumentSource } from '../documents.ts';
import type { Network } from '../network.ts';
import { placeCall } from '../outbound.ts';
import { rfc2822 } from '../status-callbacks.ts';
import type { CallEvent } from '../twiml/verbs.ts';
import type { RestForm } from './form.ts';
import { pageOf } from './page.ts';
import { notFound, RestProblem } from './problem.ts';

const inlineLimit = 4000;
const callEvents = ['initiated', 'ringing', 'answered', 'completed'];

/** Calls somebody: `agents` says how they take it, and the PhoneCall in `network.calls` is their phone. */
export function createCall(network: Network, accountSid: string, form: RestForm): Record<string, unknown> {
  const to = form.number('To', 21201, 21211);
  const from = form.number('From', 21213, 21212);
  const source = sourceOf(form);
  if (!source) throw new RestProblem(400, 21205, 'Url or Twiml is required');
  const statusCallback = form.url('StatusCallback');
  const asked = form.all('StatusCallbackEvent').flatMap((event) => event.split(' '));
  const unknown = asked.find((event) => !callEvents.includes(event));
  if (unknown) throw new RestProblem(400, 20001, `StatusCallbackEvent ${unknown} is not an event of a call`);
  const events = (asked.length ? asked : ['completed']) as CallEvent[];
  const method = form.method('StatusCallbackMethod');
  const call = placeCall(network, {
    accountSid,
    to,
    from,
    source,
    timeoutMs: Number(form.get('Timeout') ?? 60) * 1000,
    fallbackUrl: form.url('FallbackUrl'),
    callbacks: statusCallback ? { url: statusCallback, method, events } : undefined,
    machineDetection: form.get('MachineDetection') as 'Enable' | 'DetectMessageEnd' | undefined,
    asyncAmdStatusCallback: form.get('AsyncAmd') === 'true' ? form.url('AsyncAmdStatusCallback') : undefined,
  });
  return callResource(call);
}

/** Redirects a live call, or hangs it up. */
export function updateCall(network: Network, accountSid: string, callSid: string, form: RestForm) {
  const call = findCall(network, accountSid, callSid);
  if (call.ending || !['queued', 'ringing', 'in-progress'].includes(call.status))
    throw new RestProblem(400, 21220, `Call is ${call.status}. Cannot redirect.`);
  const source = sourceOf(form);
  if (source && call.status !== 'in-progress')
    throw new RestProblem(400, 21220, `Call is ${call.status}, not in-progress. Cannot redirect.`);
  if (source) call.interrupt(source);
  else if (['completed', 'canceled'].includes(form.get('Status') ?? '')) call.interrupt('completed');
  else throw new RestProblem(400, 20001, 'Url, Twiml or Status is required');
  return callResource(call);
}

export function readCall(network: Network, accountSid: string, callSid: string): Record<string, unknown> {
  return callResource(findCall(network, accountSid, callSid));
}

/** One page, newest first; the filters that the product uses. */
export function listCalls(network: Network, accountSid: string, query: URLSearchParams): Record<string, unknown> {
  const wanted = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  const calls = network.calls
    .filter(({ identity }) => identity.accountSid === accountSid)
    .filter(({ identity: { from, to } }) => wanted('To', to) && wanted('From', from))
    .slice(-Number(query.get('PageSize') ?? 50))
    .reverse();
  return pageOf('calls', calls.map(callResource), `/2010-04-01/Accounts/${accountSid}`, query);
}

function findCall(network: Network, accountSid: string, callSid: string): PhoneCall {
  const call = network.call(callSid);
  if (call?.identity.accountSid !== accountSid) throw notFound(`/Accounts/${accountSid}/Calls/${callSid}.json`);
  return call as PhoneCall;
}

/** With both, Url wins (32019). */
function sourceOf(form: RestForm): DocumentSource | undefined {
  const url = form.url('Url');
  if (url) return { kind: 'url', url, method: form.method('Method'), params: {} };
  const twiml = form.get('Twiml');
  if (twiml === undefined) return undefined;
  if (twiml.length > inlineLimit) throw new RestProblem(400, 32018, `Twiml is longer than ${inlineLimit} characters`);
  return { kind: 'inline', twiml };
}

function callResource(call: PhoneCall): Record<string, unknown> {
  const { accountSid, callSid, from, to, direction } = call.identity;
  const uri = `/2010-04-01/Accounts/${accountSid}/Calls/${callSid}`;
  const over = call.ending !== undefined;
  const now = rfc2822(new Date());
  return {
    sid: callSid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    parent_call_sid: null,
    from,
    from_formatted: from,
    to,
    to_formatted: to,
    direction,
    status: call.status,
    duration: over ? String(call.durationSeconds ?? 0) : null,
    answered_by: call.identity.params.AnsweredBy ?? null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    trunk_sid: null,
    annotation: null,
    start_time: call.durationSeconds === undefined ? null : now,
    end_time: over ? now : null,
    date_created: rfc2822(call.createdAt),
    date_updated: now,
    uri: `${uri}.json`,
    subresource_uris: { events: `${uri}/Events.json`, recordings: `${uri}/Recordings.json` },
  };
}
