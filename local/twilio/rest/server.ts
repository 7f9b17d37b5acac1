import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Account, Network } from '../network.ts';
import { rfc2822 } from '../status-callbacks.ts';
import { createCall, listCalls, readCall, updateCall } from './calls.ts';
import { RestForm } from './form.ts';
import { sendMessage } from './messages.ts';
import { listNumbers, updateNumber } from './numbers.ts';
import { notFound, RestProblem } from './problem.ts';
import type { ScriptedFailure } from './types.ts';

/** The part of Twilio's REST API (2010-04-01) this product uses. */
export function restServer(network: Network): Server {
  return createServer((request, response) => {
    answer(network, request, response).catch((error) =>
      send(response, 500, new RestProblem(500, 20500, String(error))),
    );
  });
}

async function answer(network: Network, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request;
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const form = new RestForm(await text(request));
  const account = authenticated(network, request);
  const failure = network.failures.shift();
  const isDone = failure === undefined || 'lost' in failure;
  const { status, body } = isDone
    ? carriedOut(network, account, method, path, form, new URLSearchParams(query))
    : scripted(failure);
  network.requests.push({
    method,
    path,
    params: form.toJSON(),
    query: Object.fromEntries(new URLSearchParams(query)),
    contentType: request.headers['content-type'],
    // As it goes out: without what is undefined.
    answer: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
    accountSid: account?.accountSid,
    userAgent: request.headers['user-agent'] ?? '',
    status,
    at: new Date(),
  });
  if (failure && ('drop' in failure || 'lost' in failure)) request.socket.destroy();
  else if (!failure || !('silent' in failure)) send(response, status, body);
}

type RestAnswer = { status: number; body: unknown };

function carriedOut(
  network: Network,
  account: Account | undefined,
  method: string,
  path: string,
  form: RestForm,
  query: URLSearchParams,
): RestAnswer {
  try {
    if (!account) throw new RestProblem(401, 20003, 'Authenticate');
    const [, accountSid = '', rest = ''] = /^\/2010-04-01\/Accounts\/([^/.]+)(.*)\.json$/.exec(path) ?? [];
    if (!accountSid) throw notFound(path);
    if (accountSid !== account.accountSid) throw new RestProblem(401, 20003, 'Authenticate');
    return route(network, accountSid, `${method} ${rest}`, form, query) ?? problem(notFound(path));
  } catch (error) {
    if (error instanceof RestProblem) return problem(error);
    throw error;
  }
}

function route(
  network: Network,
  accountSid: string,
  route: string,
  form: RestForm,
  query: URLSearchParams,
): RestAnswer | undefined {
  const callSid = /^(?:GET|POST) \/Calls\/([^/]+)$/.exec(route)?.[1];
  if (callSid && route.startsWith('GET')) return { status: 200, body: readCall(network, accountSid, callSid) };
  if (callSid) return { status: 200, body: updateCall(network, accountSid, callSid, form) };
  const numberSid = /^POST \/IncomingPhoneNumbers\/([^/]+)$/.exec(route)?.[1];
  if (numberSid) return { status: 200, body: updateNumber(network, accountSid, numberSid, form) };
  const recordingSid = /^DELETE \/Recordings\/([^/]+)$/.exec(route)?.[1];
  if (recordingSid) return deleteRecording(network, accountSid, recordingSid);
  switch (route) {
    case 'GET /IncomingPhoneNumbers':
      return { status: 200, body: listNumbers(network, accountSid, query) };
    case 'GET ':
      return { status: 200, body: accountResource(accountSid) };
    case 'GET /Calls':
      return { status: 200, body: listCalls(network, accountSid, query) };
    case 'POST /Calls':
      return { status: 201, body: createCall(network, accountSid, form) };
    case 'POST /Messages':
      return { status: 201, body: sendMessage(network, accountSid, form) };
    default:
      return undefined;
  }
}

/** Gone for good: the second time there is none. */
function deleteRecording(network: Network, accountSid: string, recordingSid: string): RestAnswer {
  const at = network.recordings.findIndex(({ sid, accountSid: owner }) => sid === recordingSid && owner === accountSid);
  if (at === -1) throw notFound(`/Accounts/${accountSid}/Recordings/${recordingSid}.json`);
  network.recordings.splice(at, 1);
  return { status: 204, body: '' };
}

function authenticated(network: Network, request: IncomingMessage): Account | undefined {
  const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic') return undefined;
  const [, user = '', password = ''] = /^([^:]*):(.*)$/.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  const account = network.account(user);
  return [account?.authToken, account?.secondToken].includes(password) ? account : undefined;
}

function scripted(failure: ScriptedFailure): RestAnswer {
  if ('drop' in failure || 'lost' in failure || 'silent' in failure) return { status: 0, body: '' };
  if ('body' in failure) return failure;
  const { status, code, message = `Scripted failure ${code}` } = failure;
  return problem(new RestProblem(status, code, message));
}

function problem(problem: RestProblem): RestAnswer {
  return { status: problem.status, body: problem };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  response.writeHead(status, { 'Content-Type': type });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function accountResource(accountSid: string): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${accountSid}`;
  return {
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: 'Stand-in account',
    status: 'active',
    type: 'Full',
    date_created: rfc2822(new Date(0)),
    date_updated: rfc2822(new Date(0)),
    uri: `${uri}.json`,
    subresource_uris: { calls: `${uri}/Calls.json`, messages: `${uri}/Messages.json` },
  };
}
