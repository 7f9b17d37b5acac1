import { demo } from '#local/demo-company.ts';
import { api, type Client } from '#test/support/api.ts';
import type { World } from '#test/support/world.ts';

export const integrationPath = (provider: string, verb?: string): string =>
  `/api/integrations/${provider}${verb === undefined ? '' : `/${verb}`}`;

/** Statements as a company makes them. */
export const states = {
  twilio: (own: Record<string, unknown> = {}, credentials: Record<string, unknown> = {}) => ({
    provider: 'TWILIO',
    credentials: {
      accountSid: demo.accountSid,
      authToken: demo.authToken,
      phoneNumber: '+12025550140',
      ...credentials,
    },
    ...own,
  }),
  anthropic: (apiKey = 'anthropic-key-of-a-test', own = {}) => ({
    provider: 'ANTHROPIC',
    credentials: { apiKey },
    ...own,
  }),
  webhook: (endpoint: string, signingKey = 'signing-key-of-a-test', own = {}) => ({
    provider: 'WEBHOOK',
    credentials: { endpoint, signingKey },
    ...own,
  }),
  stripe: (apiKey = demo.stripeKey as string, own = {}) => ({ provider: 'STRIPE', credentials: { apiKey }, ...own }),
};

export const ifMatch = (version: number | string) => ({ headers: { 'if-match': `"${version}"` } });

/** The demo account's numbers at Twilio, beside the demo company's: only those can be set up. */
export function sellNumbers(world: World, ...phoneNumbers: readonly string[]): void {
  for (const phoneNumber of phoneNumbers) world.twilio.sellNumber(demo.accountSid, phoneNumber);
}

/** Puts an integration at the version that stands. */
export async function putNow(client: Client, body: { provider: string }) {
  const path = integrationPath(body.provider);
  const read = await client.get(path);
  return client.put(path, body, ifMatch(read.headers.etag?.replaceAll('"', '') ?? 0));
}

export const adminOf = (world: World, companyId: string): Client => api(world).as('admin', companyId);
