import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { handler as checkRelease } from '#functions/check-release.ts';
import { handler as checkTraffic } from '#functions/check-traffic.ts';
import { checkCompany, checkMark, env, liveAlias, releaseNames, secretPrefix, tables } from '#lib/names.ts';
import { pathOf } from '#lib/routes.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { type Cloud, startCloud } from '#local/aws/cloud/cloud.ts';
import type { LambdaHandler } from '#local/aws/lambda.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { handlers, workers } from '#local/handlers.ts';
import { allRows } from '#test/support/rows.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const names = releaseNames('local');
const all = { ...handlers, ...workers } as unknown as Record<string, LambdaHandler>;
const inACall = ['inbound', 'speech', 'turn', 'escalate', 'status'];

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud();
  Object.assign(process.env, cloud.variables, {
    [env.turnFunction]: `${names.functionName('turn')}:${liveAlias}`,
    [env.afterwardsFunction]: `${names.functionName('afterwards')}:${liveAlias}`,
  });
  furnish({ log: world().log, metrics: world().metrics });
  for (const [entry, handler] of Object.entries(all))
    cloud.functions.publish(names.functionName(entry), 'build-1', handler);
});
afterAll(() => cloud.close());
beforeEach(() => {
  cloud.functions.invocations.length = 0;
  cloud.deployments.reports.length = 0;
});
afterEach(() => cloud.functions.settled());

/** CodeDeploy's hook for a new version of a function. */
async function check(entry: string, handler?: LambdaHandler, hook = checkRelease, timeoutMs = 60_000) {
  const name = names.functionName(entry);
  const version = cloud.functions.publish(name, 'build-2', handler ?? all[entry]);
  const DeploymentId = cloud.deployments.shift(names.application, name, version);
  cloud.functions.point(name, 1);
  const event = { DeploymentId, LifecycleEventHookExecutionId: `hook-of-${DeploymentId}` };
  const said = await hook(event, lambdaContext({ functionName: 'check-release', timeoutMs }));
  expect(cloud.deployments.reports).toEqual([
    { deployment: DeploymentId, hook: event.LifecycleEventHookExecutionId, status: said },
  ]);
  return { said, version };
}
const scriptAnswer = () => world().claude.script({ text: 'Yes, I can hear you well.' });
const askedOf = (entry: string) =>
  cloud.functions.invocations.filter(({ name }) => name === names.functionName(entry)).map(({ version }) => version);

test.each(inACall)(
  'a new version of %s is asked by a whole call, and all the others where callers reach them',
  async (entry) => {
    scriptAnswer();
    const { said, version } = await check(entry);
    expect(said).toBe('Succeeded');
    expect(askedOf(entry)).toContain(String(version));
    for (const other of inACall.filter((one) => one !== entry)) {
      expect(new Set(askedOf(other))).toEqual(entry === 'turn' && other === 'speech' ? new Set() : new Set(['1']));
    }
  },
);

test('the call leaves no row, no sample, no task and no message behind', async () => {
  scriptAnswer();
  const before = world().metrics.samples.length;
  await check('speech');
  await cloud.functions.settled();
  const { stores, metrics } = world();
  const [first] = cloud.functions.invocations as unknown as { event: { requestContext: { requestId: string } } }[];
  const callSid = first?.event.requestContext.requestId ?? '';
  expect(callSid).toMatch(/^CA[0-9a-f]{32}$/);
  expect(await stores.calls.find(callSid)).toBeUndefined();
  expect(await stores.sessions.find(`sess_${callSid}`)).toBeUndefined();
  expect(await stores.dialogues.read(`sess_${callSid}`)).toMatchObject({ greeting: undefined, turns: [] });
  expect(await stores.outbox.due('2099-01-01T00:00:00.000Z', 100)).toEqual([]);
  // Who had not signed was refused as any stranger is, and took no longer than that.
  expect(metrics.samples.slice(before)).toEqual([expect.objectContaining({ metric: 'webhookDuration' })]);
  expect(askedOf('afterwards')).toEqual([]);
});

test('its token is made once, by nobody seen, and signs', async () => {
  scriptAnswer();
  await check('inbound');
  const secret = world().secrets.secrets.get(`${secretPrefix('local')}${checkCompany.companyId}`);
  expect(JSON.parse(secret ?? '').TWILIO.current).toMatchObject({
    accountSid: checkCompany.accountSid,
    authToken: expect.stringMatching(/^[0-9a-f]{48}$/),
  });
  scriptAnswer();
  cloud.deployments.reports.length = 0;
  await check('inbound');
  expect(world().secrets.secrets.get(`${secretPrefix('local')}${checkCompany.companyId}`)).toBe(secret);
});

const answers =
  (body: string): LambdaHandler =>
  async () => ({ statusCode: 200, body });
const broken: Record<string, LambdaHandler> = {
  'throws at the start': async () => {
    throw new Error('Cannot find module');
  },
  'answers what is no TwiML': answers('<h1>It works!</h1>'),
  'answers 500': async () => ({ statusCode: 500, body: '' }),
  'apologises and hangs up': answers(
    '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Sorry.</Say><Hangup/></Response>',
  ),
};
test.each(Object.keys(broken))('a new version of inbound that %s is not let on', async (how) => {
  expect((await check('inbound', broken[how])).said).toBe('Failed');
});

test('a worker that answers nothing, or whose model fails, is not let on', async () => {
  expect((await check('turn', async () => undefined)).said).toBe('Failed');
});

test('a check that takes too long is a no, in time', async () => {
  const hanging: LambdaHandler = () => new Promise(() => undefined);
  expect((await check('inbound', hanging, checkRelease, 15_300)).said).toBe('Failed');
});

test('a deployment that does not say what it is about is a no', async () => {
  const event = { DeploymentId: 'd-UNKNOWN', LifecycleEventHookExecutionId: 'hook' };
  expect(await checkRelease(event, lambdaContext({ functionName: 'check-release', timeoutMs: 60_000 }))).toBe('Failed');
  expect(cloud.deployments.reports).toEqual([{ deployment: 'd-UNKNOWN', hook: 'hook', status: 'Failed' }]);
});

test.each(Object.keys(all).filter((entry) => !inACall.includes(entry)))(
  'a new version of %s has to answer',
  async (entry) => {
    expect((await check(entry)).said).toBe('Succeeded');
    cloud.deployments.reports.length = 0;
    expect((await check(entry, broken['throws at the start'])).said).toBe('Failed');
  },
);

test.each(['inbound', 'status', 'record', 'outbound-events'])(
  'a new version of %s that takes what nobody signed is not let on, and does nothing of it',
  async (entry) => {
    const takesAll: LambdaHandler = async (event, context) => {
      const answer = (await all[entry]?.(event, context)) as { statusCode: number };
      return answer.statusCode === 403 ? { statusCode: 200, body: '<?xml version="1.0"?><Response/>' } : answer;
    };
    expect((await check(entry, takesAll)).said).toBe('Failed');
    expect([...(await allRows())].filter((row) => /^(VoiceCall|CSSession|CSOutbox) /.test(row))).toEqual([]);
  },
);

/** A function of the API whose code is right but for one thing. */
const but =
  (entry: string, wrong: (event: ApiEvent) => object | undefined): LambdaHandler =>
  async (event, context) =>
    wrong(event as ApiEvent) ?? (await all[entry]?.(event, context));
type ApiEvent = { routeKey: string; headers: Record<string, string>; csAiReleaseCheck?: boolean };
const hasToken = ({ headers }: ApiEvent): boolean => headers.authorization !== undefined;
const isOurs = ({ csAiReleaseCheck }: ApiEvent): boolean => csAiReleaseCheck === true;
const wrongs: Record<string, (event: ApiEvent) => object | undefined> = {
  'lets everybody in': (event) => (isOurs(event) ? undefined : { statusCode: 200 }),
  'believes a token that nobody signed': (event) => (hasToken(event) ? { statusCode: 200 } : undefined),
  'lets nobody in': (event) => (isOurs(event) ? { statusCode: 401 } : undefined),
  'cannot read its table': (event) => (isOurs(event) ? { statusCode: 500 } : undefined),
  'has lost a route': ({ routeKey }) => (/transcript|versions\/\{/.test(routeKey) ? { statusCode: 502 } : undefined),
};
test.each(Object.keys(wrongs))('a new version of the API that %s is not let on', async (what) => {
  for (const entry of ['records', 'config']) {
    cloud.deployments.reports.length = 0;
    expect((await check(entry, but(entry, wrongs[what] ?? (() => undefined)))).said, entry).toBe('Failed');
  }
});

test('what reads nothing has to refuse what it is told, and does nothing', async () => {
  for (const entry of ['place-call', 'chat', 'session-escalation']) {
    cloud.deployments.reports.length = 0;
    expect(
      (
        await check(
          entry,
          but(entry, (event) => (isOurs(event) ? { statusCode: 201 } : undefined)),
        )
      ).said,
    ).toBe('Failed');
  }
  expect(world().twilio.calls).toEqual([]);
});

test('checks of the API count for no metric and against no limit', async () => {
  const before = world().metrics.samples.length;
  await check('records');
  expect(
    world()
      .metrics.samples.slice(before)
      .map(({ metric, value }) => [metric, value]),
  ).toEqual(
    // Those who had no token; the company of the checks is not among them.
    [1, 2].flatMap(() => [
      ['apiDuration', expect.any(Number)],
      ['apiFailed', 0],
    ]),
  );
  const rows = [...(await allRows())].filter((row) => row.startsWith(`${tables.requestCount.name} `));
  expect(rows.filter((row) => row.includes(checkCompany.companyId))).toEqual([]);
});

test('nobody from outside is taken for the check of a release, wherever they write its mark', async () => {
  const path = `${pathOf('listSessions')}?${checkMark}=true`;
  const body = JSON.stringify({ [checkMark]: true });
  for (const init of [
    { headers: { [checkMark]: 'true', cookie: `${checkMark}=true` } },
    { method: 'POST', body, headers: { 'content-type': 'application/json' } },
  ]) {
    const url = world().url + (init.method === undefined ? path : pathOf('openChat'));
    expect((await fetch(url, init)).status).toBe(401);
  }
});

test('after callers have reached it, the public address has to be well', async () => {
  expect((await check('inbound', undefined, checkTraffic)).said).toBe('Succeeded');
  process.env[env.webhookBaseUrl] = 'http://127.0.0.1:9';
  furnish({ log: world().log, metrics: world().metrics });
  cloud.deployments.reports.length = 0;
  expect((await check('inbound', undefined, checkTraffic)).said).toBe('Failed');
});
