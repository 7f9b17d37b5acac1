import dns from 'node:dns';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contracts } from '#lib/contracts/api/contracts.ts';
import { type JsonRouteName, type Role, type Route, roles, routes } from '#lib/routes.ts';
import { type Asked, ask } from '#test/support/api.ts';
import { operationOf } from '#test/support/api-document.ts';
import { nearly } from '#test/support/from-schema.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { sampleEdit } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const ofApi = (routes as readonly Route[]).filter(({ door }) => door === 'json');

// Companies name endpoints that we are to ask: of made-up names none may lead out of this machine.
beforeEach(() => {
  vi.spyOn(dns, 'lookup').mockImplementation(((hostname: string, options: object, found: LookupCallback) => {
    if (hostname === 'localhost')
      return found(null, 'all' in options ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
    found(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }));
  }) as unknown as typeof dns.lookup);
});
afterEach(() => {
  vi.restoreAllMocks();
});
type LookupCallback = (error: Error | null, address?: string | dns.LookupAddress[], family?: number) => void;

/** What only the victim's rows say. */
const secret = 'victims-own-words';
const victim = 'fuzz-victim';
const intruder = 'fuzz-intruder';

/** The rows that another company must never read or change, and ids that lead to them. */
async function plant(): Promise<{ ids: string[]; standing: () => Promise<string> }> {
  const { stores, company, caller } = world();
  await company({ companyId: victim, phoneNumber: '+12025550171', displayName: secret, instructions: secret });
  const wording = { goodbye: [secret] };
  await stores.scripts.replace({ companyId: victim, language: 'en', version: 0, wording }, sampleEdit);
  const call = await caller({ to: '+12025550171', from: '+12025550172' });
  await call.hangsUp();
  const sessionId = `sess_${call.callSid}`;
  const standing = async (): Promise<string> =>
    JSON.stringify([
      await stores.companies.find(victim),
      await stores.companies.editions(victim, { limit: 10 }),
      await stores.scripts.editions(victim, 'en', { limit: 10 }),
      await stores.integrations.find(victim, 'TWILIO'),
      await stores.calls.find(call.callSid),
      await stores.sessions.find(sessionId),
    ]);
  return { ids: [call.callSid, sessionId, victim, '0', '1', 'TWILIO'], standing };
}

type Attempt = Omit<Asked, 'method' | 'path' | 'body'> & { path: string; role: Role; body: string | undefined };

/** Requests to a route: its parameters, query, headers and body nearly as the document says. */
function attempts(row: Route, ids: readonly string[]): fc.Arbitrary<Attempt> {
  const { parameters, requestBody } = operationOf(row.name as JsonRouteName);
  const fieldsOf = (where: string) =>
    fc.record(
      Object.fromEntries(
        parameters.filter((one) => one.in === where).map((one) => [one.name, nearly(one.schema).map(String)]),
      ),
      { requiredKeys: [] },
    );
  const segment = fc.oneof(fc.constantFrom(...ids), fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }));
  const names = [...row.path.matchAll(/\{(\w+)\}/g)];
  const path = fc
    .array(segment, { minLength: names.length, maxLength: names.length })
    .map((values) =>
      values.reduce((text, value) => text.replace(/\{\w+\}/, () => encodeURIComponent(value.toWellFormed())), row.path),
    );
  const schema = requestBody?.content['application/json']?.schema;
  const json = schema === undefined ? fc.constant(undefined) : nearly(schema).map((value) => JSON.stringify(value));
  return fc.record({
    path,
    // The role that may, so that most requests get past the door.
    role: fc.oneof(
      { weight: 9, arbitrary: fc.constant(row.role ?? 'admin') },
      { weight: 1, arbitrary: fc.constantFrom(...roles) },
    ),
    query: fieldsOf('query') as fc.Arbitrary<Record<string, string>>,
    headers: fc.oneof(
      { weight: 3, arbitrary: inOrder(parameters) },
      { weight: 1, arbitrary: fieldsOf('header') },
    ) as fc.Arbitrary<Record<string, string>>,
    body: fc.oneof({ weight: 15, arbitrary: json }, { weight: 1, arbitrary: fc.string({ maxLength: 60 }) }),
  });
}

/** Headers that a friend would send. */
const inOrder = (parameters: readonly { in: string; name: string }[]) =>
  fc
    .integer({ min: 0, max: 3 })
    .map((version) =>
      Object.fromEntries(
        parameters
          .filter((one) => one.in === 'header')
          .map(({ name }) => [name, name === 'If-Match' ? `"${version}"` : `key-${version}`]),
      ),
    );

test('whatever is sent to whichever route, nothing of ours breaks and nothing of another company shows or changes', {
  timeout: 120_000,
}, async () => {
  const { ids, standing } = await plant();
  const before = await standing();
  const tokens = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await world().token({ companyId: intruder, role })])),
  );
  let succeeded = 0;
  await inEnvironment({ API_REQUESTS_PER_MINUTE: '1000000' }, async () => {
    for (const row of ofApi) {
      const numRuns = row.method === 'GET' ? 25 : 50;
      await fc.assert(
        fc.asyncProperty(attempts(row, ids), async ({ role, headers, body, ...rest }) => {
          const answer = await ask({
            ...rest,
            method: row.method,
            body,
            headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': 'application/json', ...headers },
          });
          expect(faultsOfOurs(row).includes(answer.status), answer.text).toBe(false);
          expect(answer.text).not.toContain(secret);
          if (answer.status < 300) succeeded += 1;
        }),
        { numRuns, endOnFailure: true },
      );
    }
  });
  expect(await standing()).toBe(before);
  // A run in which nobody got past the door would prove nothing.
  expect(succeeded).toBeGreaterThan(ofApi.length * 3);
});

/** What must not happen: any 5xx but those that the contract itself speaks of, where a provider is asked. */
const faultsOfOurs = (row: Route): number[] => {
  const expected = contracts[row.name as JsonRouteName].problems ?? [];
  return [500, 501, 502, 503, 504].filter((status) => !expected.includes(status));
};
