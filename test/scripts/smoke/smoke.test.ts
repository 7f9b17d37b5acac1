import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { routes } from '#lib/routes.ts';
import { zoneByDay } from '#scripts/smoke/json-steps.ts';
import { run, runDev } from '#test/house/commands.ts';
import { startStage } from '#test/scripts/smoke/stand-in-stage.ts';
import { runScript } from '#test/support/run-script.ts';

let stage: Awaited<ReturnType<typeof startStage>>;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.number('+15005550006'));
afterEach(() => {
  stage.asked.length = 0;
  stage.overrides.clear();
  stage.errors.clear();
});

const smoke = (args: string[], env: Record<string, string> = {}) =>
  runScript('scripts/smoke.ts', ['--stage', 'staging', '--settle-seconds', '0', ...args], {
    env: { ...stage.environment, ...env },
  });
type Told = { passed: boolean; steps: { step: string; status: string; says: string; remedy?: string }[] };
async function told(args: string[] = [], env: Record<string, string> = {}) {
  const { code, out } = await smoke([...args, '--json'], env);
  const { passed, steps } = JSON.parse(out) as Told;
  return { code, passed, steps: Object.fromEntries(steps.map((step) => [step.step, step])) };
}

test('goes the whole way, ends what it began, and says each step', async () => {
  const { code, out, err } = await smoke(['--build', 'build-7']);
  expect([code, err]).toEqual([0, '']);
  expect(out.match(/^ok {3}(\w+)/gm)?.map((line) => line.slice(5))).toEqual([
    'health',
    'inbound',
    'outbound',
    'chat',
    'analytics',
    'logs',
  ]);
  expect(stage.asked.map(({ key }) => key)).toEqual([
    'GET /api/health',
    'POST /api/momentum/voice/inbound',
    'POST /api/momentum/voice/inbound',
    'POST /api/momentum/voice/status-callback',
    'POST /api/momentum/voice/calls',
    'POST /api/momentum/cs/sessions',
    'POST /api/momentum/cs/sessions/{id}/end',
    'GET /api/momentum/cs/analytics',
    'GET /api/momentum/voice/analytics',
  ]);
  const [, forged, ring, end] = stage.asked;
  expect([forged?.signed, ring?.signed, end?.signed]).toEqual([false, true, true]);
  expect(ring?.form).toMatchObject({ To: '+15005550006', CallStatus: 'ringing' });
  expect(end?.form).toMatchObject({ CallSid: ring?.form.CallSid, CallStatus: 'completed' });
});

test.each([
  [
    'health',
    'GET /api/health',
    { status: 503, body: '{"status":"down","stage":"staging","dependencies":{"store":{"status":"failing"}}}' },
    /503 down; failing: store/,
  ],
  [
    'health',
    'GET /api/health',
    { status: 200, body: '{"status":"ok","stage":"production","version":"x"}' },
    /stage production, not staging/,
  ],
  ['health', 'GET /api/health', { status: 200, body: '<h1>It works!</h1>' }, /no JSON/],
  [
    'inbound',
    'POST /api/momentum/voice/inbound',
    { status: 200, type: 'text/xml', body: '<Response/>' },
    /wrong signature got 200, not 403/,
  ],
  [
    'outbound',
    'POST /api/momentum/voice/calls',
    { status: 404, body: '{"message":"Not Found"}' },
    /answered 404: Not Found/,
  ],
  [
    'chat',
    'POST /api/momentum/cs/sessions',
    { status: 500, body: '{"title":"Broken","detail":"store"}' },
    /answered 500: Broken: store/,
  ],
  [
    'chat',
    'POST /api/momentum/cs/sessions/{id}/end',
    { status: 409, body: '{"title":"Over"}' },
    /The end of the chat answered 409/,
  ],
  [
    'analytics',
    'GET /api/momentum/voice/analytics',
    { status: 404, body: '{"message":"Not Found"}' },
    /voice\/analytics answered 404/,
  ],
])('%s fails when %s answers %j, and the others are taken all the same', async (step, key, reply, says) => {
  stage.overrides.set(key, reply);
  const { code, passed, steps } = await told();
  expect([code, passed]).toEqual([1, false]);
  expect(steps[step]).toMatchObject({ status: 'failed', says: expect.stringMatching(says) });
  expect(steps[step]?.remedy).toBeTruthy();
  expect(Object.values(steps).filter(({ status }) => status === 'passed')).toHaveLength(5);
});

test('a token that does not fit fails, and the call is ended all the same', async () => {
  stage.secrets.set(
    'cs-ai/staging/smoke',
    JSON.stringify({ TWILIO: { current: { accountSid: 'AC', authToken: 'other' } } }),
  );
  const { code, steps } = await told(['--only', 'inbound']);
  stage.secrets.set(
    'cs-ai/staging/smoke',
    JSON.stringify({ TWILIO: { current: { accountSid: 'AC-smoke', authToken: 'smoke-token' } } }),
  );
  expect([code, steps.inbound?.says]).toEqual([1, 'The signed webhook was refused (403).']);
  expect(stage.asked.at(-1)?.key).toBe('POST /api/momentum/voice/status-callback');
});

test('another build than the one deployed fails', async () => {
  const { code, out } = await smoke(['--only', 'health', '--build', 'build-8']);
  expect(code).toBe(1);
  expect(out).toMatch(/^FAIL health .*Build build-7 is live, not build-8\.\n +A canary may still be shifting/);
});

test('no phone ever rings: a number that is not Twilio’s own test number is not called from', async () => {
  await stage.number('+12025550100');
  const { code, steps } = await told(['--only', 'outbound']);
  expect([code, stage.asked]).toEqual([1, []]);
  expect(steps.outbound?.says).toMatch(/those are no test credentials, and a phone would ring/);
});

test.each(['refused', 'unknown'])('a call that is %s is not placed', async (status) => {
  stage.overrides.set('POST /api/momentum/voice/calls', {
    status: 201,
    body: JSON.stringify({ outboundId: 'o', status }),
  });
  // At night everywhere nothing is placed, and a 201 is wrong as well.
  expect((await told(['--only', 'outbound'])).steps.outbound?.status).toBe('failed');
});

test('the call it places is placed where it is day; at night everywhere the right answer is a refusal', () => {
  const at = (time: string) => zoneByDay(new Date(`2026-11-23T${time}:00Z`));
  expect(['12:30', '14:00', '01:30', '06:30', '07:30'].map(at)).toEqual([
    undefined,
    'America/New_York',
    'America/New_York',
    'Pacific/Honolulu',
    undefined,
  ]);
});

test('errors in the logs fail it, counted over pages, by their message and nothing else of the line', async () => {
  const line = (message: string) => JSON.stringify({ level: 'ERROR', message, sessionId: 'sess_secret' });
  stage.errors.set('/aws/lambda/cs-ai-staging-speech', [[line('webhook failed'), line('x')], [line('y')]]);
  const { code, out } = await smoke(['--only', 'logs']);
  expect(code).toBe(1);
  expect(out).toContain('speech 3 (webhook failed)');
  expect(out).not.toContain('sess_secret');
});

test('without a token the steps that need one fail and say where to get it, unless they are left out on purpose', async () => {
  const bare = { CS_AI_SMOKE_TOKEN: '' };
  const { code, steps } = await told([], bare);
  expect(code).toBe(1);
  for (const step of ['outbound', 'chat', 'analytics']) {
    expect(steps[step]).toMatchObject({ status: 'failed', remedy: expect.stringContaining('CS_AI_SMOKE_TOKEN') });
  }
  const left = await told([], { ...bare, CS_AI_SMOKE_SKIP: 'outbound,chat,analytics' });
  expect([left.code, Object.keys(left.steps)]).toEqual([0, ['health', 'inbound', 'logs']]);
});

test('a smoke company that is not set up fails the steps that need it', async () => {
  const { code, steps } = await told(['--only', 'inbound', '--company', 'nobody']);
  expect([code, steps.inbound?.says]).toEqual([1, 'The company "nobody" has no number.']);
});

test('a stage that cannot be found is no failed step', async () => {
  const args = ['--stage', 'production', '--only', 'health'];
  const { code, out, err } = await runScript('scripts/smoke.ts', args, { env: stage.environment });
  expect([code, out]).toEqual([3, '']);
  expect(err).toMatch(/The URL of production cannot be found.*Function not found/);
});

test('nobody answering is a failed step', async () => {
  const { code, out } = await smoke(['--only', 'health', '--url', 'http://127.0.0.1:9']);
  expect(code).toBe(1);
  expect(out).toMatch(/^FAIL health .*127\.0\.0\.1:9\/api\/health does not answer/);
});

test('--dry-run says every step, and asks nobody', async () => {
  const { code, out } = await smoke(['--dry-run']);
  expect([code, stage.asked]).toEqual([0, []]);
  expect(out.split('\n').filter(Boolean)).toHaveLength(6);
});

test.each([
  [['--only', 'heath'], /There is no step "heath": there are health, /],
  [['--stage', 'prod'], /There is no stage "prod"/],
])('%j is a wrong way to call it', async (args, said) => {
  const { code, err } = await smoke(args);
  expect(code).toBe(2);
  expect(err).toMatch(said);
});

test('on a desk that runs, every step passes whose route there is, and the others fail honestly', async () => {
  const desk = await runDev();
  try {
    const token = run('token');
    await token.ended;
    const { code, out } = await runScript('scripts/smoke.ts', ['--stage', 'local', '--url', desk.url, '--json'], {
      env: { CS_AI_SMOKE_TOKEN: token.out().trim() },
    });
    const paths: readonly string[] = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    const needs: Record<string, string[]> = {
      health: ['GET /api/health'],
      inbound: ['POST /api/momentum/voice/inbound'],
      outbound: ['POST /api/momentum/voice/calls'],
      chat: ['POST /api/momentum/cs/sessions', 'POST /api/momentum/cs/sessions/{}/end'],
      analytics: ['GET /api/momentum/cs/analytics', 'GET /api/momentum/voice/analytics'],
    };
    const { steps } = JSON.parse(out) as Told;
    for (const { step, status, says } of steps) {
      if (step === 'logs') expect(status).toBe('nothing');
      else if (needs[step]?.every((key) => paths.includes(key)))
        expect([step, status, says]).toEqual([step, 'passed', says]);
      else expect([step, status, says]).toEqual([step, 'failed', expect.stringContaining('answered 404')]);
    }
    expect(code).toBe(steps.some(({ status }) => status === 'failed') ? 1 : 0);
  } finally {
    desk.child.kill('SIGKILL');
  }
});
