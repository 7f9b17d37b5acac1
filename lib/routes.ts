/** The doors of the house: what API Gateway, the desk, the phone and the tests all read. This file imports nothing. */

export type Door = 'twilio' | 'open';
export type Route = {
  name: string;
  method: 'GET' | 'POST';
  /** API Gateway's own syntax, `{name}` for a path parameter. */
  path: string;
  /** The file in functions/, without its ending. */
  entry: string;
  door: Door;
};

const voice = '/api/momentum/voice';

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
  { name: 'voiceHealth', method: 'GET', path: `${voice}/health`, entry: 'health', door: 'open' },
  { name: 'voiceHealthPost', method: 'POST', path: `${voice}/health`, entry: 'health', door: 'open' },
  { name: 'health', method: 'GET', path: '/api/health', entry: 'health', door: 'open' },
  { name: 'csHealth', method: 'GET', path: '/api/momentum/cs/health', entry: 'health', door: 'open' },
] as const satisfies readonly Route[];

export type RouteName = (typeof routes)[number]['name'];

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
] as const;

/** The functions that a release is made of: each has the alias `live`. */
export const releasedEntries = (): string[] => [...new Set([...routes, ...workers].map(({ entry }) => entry))].sort();

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
