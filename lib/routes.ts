/** The doors of the house: what API Gateway, the desk, the phone and the tests all read. This file imports nothing. */

/**
 * The least role first: who may write may read. `chat` stands aside: it is the company's own web server's, which carries
 * on chats for its visitors and sees nothing else.
 */
export const roles = ['chat', 'viewer', 'agent', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whether a role may what needs at least another one. A chat is more than a viewer may. */
export const mayEnter = (role: Role, least: Role): boolean =>
  least === 'chat' ? role !== 'viewer' : roles.indexOf(role) >= roles.indexOf(least);

export type Route = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway's own syntax, `{name}` for a path parameter. */
  path: string;
  /** The file in functions/, without its ending. */
  entry: string;
  /**
   * The function that answers those who ask for text/event-stream, as it goes. API Gateway's HTTP API cannot stream: in AWS
   * it has a URL of its own, where the same path leads to it.
   */
  stream?: string;
} & Door;
/** `json` wants a token of the company; `role` is the least that may enter. */
export type Door = { door: 'twilio' | 'open'; role?: never } | { door: 'json'; role: Role };

const voice = '/api/momentum/voice';
const cs = '/api/momentum/cs';

export const routes = [
  { name: 'inbound', method: 'POST', path: `${voice}/inbound`, entry: 'inbound', door: 'twilio' },
  { name: 'speech', method: 'POST', path: `${voice}/speech`, entry: 'speech', door: 'twilio' },
  { name: 'speechTurn', method: 'POST', path: `${voice}/speech/{turn}`, entry: 'speech', door: 'twilio' },
  { name: 'speechPart', method: 'POST', path: `${voice}/speech/{turn}/{part}`, entry: 'speech', door: 'twilio' },
  { name: 'status', method: 'POST', path: `${voice}/status-callback`, entry: 'status', door: 'twilio' },
  { name: 'escalate', method: 'POST', path: `${voice}/escalate`, entry: 'escalate', door: 'twilio' },
  {
    name: 'escalateStep',
    method: 'POST',
    path: `${voice}/escalate/{attempt}/{step}`,
    entry: 'escalate',
    door: 'twilio',
  },
  { name: 'recordStep', method: 'POST', path: `${voice}/record/{turn}/{step}`, entry: 'record', door: 'twilio' },
  {
    name: 'recordEvent',
    method: 'POST',
    path: `${voice}/record/{turn}/events/{step}`,
    entry: 'record-events',
    door: 'twilio',
  },
  {
    name: 'outboundStep',
    method: 'POST',
    path: `${voice}/outbound/{outbound}/{step}`,
    entry: 'outbound',
    door: 'twilio',
  },
  {
    name: 'outboundEvent',
    method: 'POST',
    path: `${voice}/outbound/{outbound}/events/{step}`,
    entry: 'outbound-events',
    door: 'twilio',
  },
  { name: 'voiceHealth', method: 'GET', path: `${voice}/health`, entry: 'health', door: 'open' },
  { name: 'voiceHealthPost', method: 'POST', path: `${voice}/health`, entry: 'health', door: 'open' },
  { name: 'health', method: 'GET', path: '/api/health', entry: 'health', door: 'open' },
  { name: 'csHealth', method: 'GET', path: `${cs}/health`, entry: 'health', door: 'open' },
  { name: 'openApi', method: 'GET', path: '/api/openapi.json', entry: 'openapi', door: 'open' },
  { name: 'getConfig', method: 'GET', path: `${cs}/config`, entry: 'config', door: 'json', role: 'admin' },
  { name: 'putConfig', method: 'PUT', path: `${cs}/config`, entry: 'config', door: 'json', role: 'admin' },
  {
    name: 'listConfigVersions',
    method: 'GET',
    path: `${cs}/config/versions`,
    entry: 'config',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'getConfigVersion',
    method: 'GET',
    path: `${cs}/config/versions/{version}`,
    entry: 'config',
    door: 'json',
    role: 'admin',
  },
  { name: 'enableCompany', method: 'POST', path: `${cs}/config/enable`, entry: 'config', door: 'json', role: 'admin' },
  {
    name: 'disableCompany',
    method: 'POST',
    path: `${cs}/config/disable`,
    entry: 'config',
    door: 'json',
    role: 'admin',
  },
  { name: 'dryRunConfig', method: 'POST', path: `${cs}/config/dry-run`, entry: 'config', door: 'json', role: 'viewer' },
  { name: 'getScripts', method: 'GET', path: `${voice}/scripts`, entry: 'scripts', door: 'json', role: 'admin' },
  { name: 'putScripts', method: 'PUT', path: `${voice}/scripts`, entry: 'scripts', door: 'json', role: 'admin' },
  {
    name: 'listScriptVersions',
    method: 'GET',
    path: `${voice}/scripts/versions`,
    entry: 'scripts',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'getScriptVersion',
    method: 'GET',
    path: `${voice}/scripts/versions/{version}`,
    entry: 'scripts',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'dryRunScripts',
    method: 'POST',
    path: `${voice}/scripts/dry-run`,
    entry: 'scripts',
    door: 'json',
    role: 'viewer',
  },
  { name: 'openChat', method: 'POST', path: `${cs}/sessions`, entry: 'chat', door: 'json', role: 'chat' },
  {
    name: 'sendMessage',
    method: 'POST',
    path: `${cs}/sessions/{sessionId}/messages`,
    entry: 'chat',
    stream: 'chat-stream',
    door: 'json',
    role: 'chat',
  },
  {
    name: 'endSession',
    method: 'POST',
    path: `${cs}/sessions/{sessionId}/end`,
    entry: 'chat',
    door: 'json',
    role: 'chat',
  },
  {
    name: 'csAnalytics',
    method: 'GET',
    path: `${cs}/analytics`,
    entry: 'analytics',
    door: 'json',
    role: 'viewer',
  },
  {
    name: 'voiceAnalytics',
    method: 'GET',
    path: `${voice}/analytics`,
    entry: 'analytics',
    door: 'json',
    role: 'viewer',
  },
  { name: 'getUsage', method: 'GET', path: `${cs}/usage`, entry: 'usage', door: 'json', role: 'viewer' },
  { name: 'getBudgets', method: 'GET', path: `${cs}/usage/budgets`, entry: 'usage', door: 'json', role: 'viewer' },
  { name: 'listPrices', method: 'GET', path: `${cs}/usage/prices`, entry: 'usage', door: 'json', role: 'viewer' },
  {
    name: 'escalateSession',
    method: 'POST',
    path: `${cs}/sessions/{sessionId}/escalate`,
    entry: 'session-escalation',
    door: 'json',
    role: 'chat',
  },
  { name: 'listCalls', method: 'GET', path: `${voice}/calls`, entry: 'records', door: 'json', role: 'agent' },
  { name: 'getCall', method: 'GET', path: `${voice}/calls/{callSid}`, entry: 'records', door: 'json', role: 'agent' },
  { name: 'listSessions', method: 'GET', path: `${cs}/sessions`, entry: 'records', door: 'json', role: 'agent' },
  {
    name: 'getSession',
    method: 'GET',
    path: `${cs}/sessions/{sessionId}`,
    entry: 'records',
    door: 'json',
    role: 'agent',
  },
  {
    name: 'getTranscript',
    method: 'GET',
    path: `${cs}/sessions/{sessionId}/transcript`,
    entry: 'records',
    door: 'json',
    role: 'agent',
  },
  {
    name: 'eraseCustomer',
    method: 'DELETE',
    path: `${cs}/customers/{customerId}`,
    entry: 'customers',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'getErasure',
    method: 'GET',
    path: `${cs}/customers/{customerId}/erasure`,
    entry: 'customers',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'eraseNamedCustomer',
    method: 'DELETE',
    path: `${cs}/customers`,
    entry: 'customers',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'getNamedErasure',
    method: 'GET',
    path: `${cs}/customers/erasure`,
    entry: 'customers',
    door: 'json',
    role: 'admin',
  },
  { name: 'listCallbacks', method: 'GET', path: `${cs}/callbacks`, entry: 'callbacks', door: 'json', role: 'agent' },
  {
    name: 'closeCallback',
    method: 'POST',
    path: `${cs}/callbacks/{callbackId}/close`,
    entry: 'callbacks',
    door: 'json',
    role: 'agent',
  },
  { name: 'placeCall', method: 'POST', path: `${voice}/calls`, entry: 'place-call', door: 'json', role: 'agent' },
  {
    name: 'getContact',
    method: 'GET',
    path: `${voice}/contacts/{phone}`,
    entry: 'contacts',
    door: 'json',
    role: 'agent',
  },
  {
    name: 'putContact',
    method: 'PUT',
    path: `${voice}/contacts/{phone}`,
    entry: 'contacts',
    door: 'json',
    role: 'agent',
  },
  {
    name: 'listIntegrations',
    method: 'GET',
    path: '/api/integrations',
    entry: 'integrations',
    door: 'json',
    role: 'agent',
  },
  {
    name: 'getIntegration',
    method: 'GET',
    path: '/api/integrations/{provider}',
    entry: 'integrations',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'putIntegration',
    method: 'PUT',
    path: '/api/integrations/{provider}',
    entry: 'integrations',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'deleteIntegration',
    method: 'DELETE',
    path: '/api/integrations/{provider}',
    entry: 'integrations',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'testIntegration',
    method: 'POST',
    path: '/api/integrations/{provider}/test',
    entry: 'integrations',
    door: 'json',
    role: 'admin',
  },
  {
    name: 'promoteIntegration',
    method: 'POST',
    path: '/api/integrations/{provider}/promote',
    entry: 'integrations',
    door: 'json',
    role: 'admin',
  },
] as const satisfies readonly Route[];

export type RouteName = (typeof routes)[number]['name'];
export type JsonRouteName = Extract<(typeof routes)[number], { door: 'json' }>['name'];

/** Functions that no route leads to: started by another function, or by the clock. */
export const workers = [
  { name: 'turn', entry: 'turn' },
  { name: 'reconcile', entry: 'reconcile' },
  { name: 'afterwards', entry: 'afterwards' },
  { name: 'sweep', entry: 'sweep' },
] as const;

/**
 * Functions that look after releases: the clock, an alarm or CodeDeploy starts them. They have no part in a release
 * themselves, so that what moves the others is never what is being moved.
 */
export const operations = [
  { name: 'rollback', entry: 'rollback' },
  { name: 'markGood', entry: 'mark-good' },
  { name: 'probe', entry: 'probe' },
  { name: 'checkRelease', entry: 'check-release' },
  { name: 'checkTraffic', entry: 'check-traffic' },
] as const;

/** The functions that a release is made of: each has the alias `live`. */
export function releasedEntries(): string[] {
  const rows: readonly Route[] = routes;
  const streams = rows.flatMap(({ stream }) => (stream === undefined ? [] : [stream]));
  return [...new Set([...[...rows, ...workers].map(({ entry }) => entry), ...streams])].sort();
}

/** The path of a route with its parameters filled in; throws when one is missing, so that no bad URL is ever minted. */
export function pathOf(name: RouteName, parameters: Record<string, string | number> = {}): string {
  const route = routes.find((row) => row.name === name);
  if (route === undefined) throw new Error(`No route is named ${name}; see lib/routes.ts.`);
  return route.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = parameters[key];
    if (value === undefined) throw new Error(`Route ${name} needs a value for {${key}}.`);
    return encodeURIComponent(value);
  });
}
