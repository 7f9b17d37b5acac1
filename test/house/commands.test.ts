import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { module, type Running, run, runDev, scripts } from '#test/house/commands.ts';

const inbound = '/api/momentum/voice/inbound';
const ours = 'CallSid=CA124&From=+12025550123&To=+12025550100&CallStatus=ringing';

const post = (url: string, body: string) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

// It talks for some twenty seconds: it is rung first, and listened to last.
let demo: Running;
beforeAll(() => {
  demo = run('demo');
});
afterAll(() => {
  demo.child.kill('SIGKILL');
});

describe('npm run dev', () => {
  let dev: Awaited<ReturnType<typeof runDev>>;
  beforeAll(async () => {
    dev = await runDev();
  });
  afterAll(() => {
    dev?.child.kill('SIGKILL');
  });

  test('says where it listens, and nothing else', () => {
    expect(dev.out()).toMatch(/^ready http:\/\/127\.0\.0\.1:[1-9]\d*\n$/);
  });

  test('answers the first request that anybody tries: that number is not in service', async () => {
    const response = await post(
      dev.url + inbound,
      'CallSid=CA123&From=+14155551234&To=+14155559999&CallStatus=ringing',
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    const twiml = await response.text();
    expect(twiml).toContain("I'm sorry, this number is not in service.");
    expect(twiml).toMatch(/<Hangup\/><\/Response>$/);
  });

  test('greets a caller of the demo company, and listens', async () => {
    const twiml = await (await post(dev.url + inbound, ours)).text();
    expect(twiml).toContain('Hello, this is Ada, the AI assistant of Maple &amp; Pine.');
    expect(twiml).toContain(`<Gather input="dtmf speech" action="${dev.url}/api/momentum/voice/speech/1#`);
  });

  test('is well', async () => {
    const response = await fetch(`${dev.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', stage: 'local' });
  });

  test('is rung by npm run phone, whose lines may come from a pipe', async () => {
    const phone = run('phone', { env: { PORT: new URL(dev.url).port } });
    phone.child.stdin.end('How long does delivery take?\n/silence\nThank you, goodbye!\n');
    const late = setTimeout(() => phone.child.kill('SIGKILL'), 15_000);
    expect(await phone.ended).toBe(0);
    clearTimeout(late);
    const heard = ['Hello, this is Ada', 'three to five working days', "I'm listening", 'goodbye!', 'hung up'];
    expect(phone.out()).toMatch(new RegExp(heard.join('[^]*')));
  });

  test('is written to by npm run chat, whose lines may come from a pipe', async () => {
    const chat = run('chat', { env: { PORT: new URL(dev.url).port } });
    chat.child.stdin.end('How long does delivery take?\n/person\nThank you, goodbye!\n');
    const late = setTimeout(() => chat.child.kill('SIGKILL'), 15_000);
    expect(await chat.ended).toBe(0);
    clearTimeout(late);
    const read = [
      'Hello, this is Ada',
      'three to five working days',
      'passed this chat on to our team',
      'the chat is over',
    ];
    expect(chat.out()).toMatch(new RegExp(read.join('[^]*')));
  });

  test.each([
    ['1\n/hangup\n', /This is Maple & Pine\..*Press 1.*You are talking.*has ended.*the call is over/s],
    ['2\n', /This is Maple & Pine\..*Press 1.*nobody on the team is free.*back with the AI/s],
  ])('lets one person try the other side of a transfer (%j)', async (typed, heard) => {
    const phone = run('phone', { args: ['--as-agent'], env: { PORT: new URL(dev.url).port } });
    phone.child.stdin.end(`\n${typed}`);
    const late = setTimeout(() => phone.child.kill('SIGKILL'), 15_000);
    expect(await phone.ended).toBe(0);
    clearTimeout(late);
    expect(phone.out()).toMatch(heard);
  });

  test('says in a sentence that its port is taken', async () => {
    const second = run('dev', { env: { PORT: new URL(dev.url).port } });
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain(new URL(dev.url).port);
    expect(second.err()).not.toContain('    at ');
  });

  test('stops when it is told to', async () => {
    dev.child.kill('SIGTERM');
    const late = setTimeout(() => dev.child.kill('SIGKILL'), 5_000);
    expect(await dev.ended).toBe(0);
    clearTimeout(late);
    await expect(fetch(`${dev.url}/api/health`)).rejects.toThrow();
  });
});

test('npm run dev shows its credentials when asked to, and refuses unsigned requests when told to', async () => {
  const dev = await runDev({ args: ['--show-credentials'], env: { REQUIRE_SIGNATURE: 'true' } });
  try {
    expect(dev.out()).toContain('company  demo\n');
    expect(dev.out()).toMatch(/^number +\+12025550100$/m);
    expect(dev.out()).toMatch(/^account SID +ACdemo-desk-account$/m);
    expect(dev.out()).toMatch(/^auth token +demo-desk-token$/m);
    const refused = await post(dev.url + inbound, ours);
    expect([refused.status, await refused.text()]).toEqual([403, '']);
    const shown = [...dev.out().matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
    const reconcile = run('reconcile', { env: Object.fromEntries(shown) });
    expect([await reconcile.ended, reconcile.out(), reconcile.err()]).toEqual([0, 'Nothing was left behind.\n', '']);
  } finally {
    dev.child.kill('SIGINT');
  }
  expect(await dev.ended).toBe(0);
});

test.each(['abc', '70000', '-1', '3001.5'])('PORT=%s is an error in one sentence', async (port) => {
  const dev = run('dev', { env: { PORT: port } });
  expect(await dev.ended).toBe(2);
  expect(dev.err()).toBe(`PORT must be a number from 0 to 65535; it is "${port}".\n`);
  expect(dev.out()).toBe('');
});

test('npm run phone says how to start what it wants to ring', async () => {
  const gone = await runDev();
  gone.child.kill('SIGTERM');
  await gone.ended;
  const phone = run('phone', { env: { PORT: new URL(gone.url).port } });
  expect(await phone.ended).toBe(1);
  expect(phone.err()).toBe(
    `Nothing answers at ${gone.url}. Start the desk first with "npm run dev", or use "npm start" for both.\n`,
  );
});

test('npm run demo plays a whole call and leaves closed books', async () => {
  const code = await demo.ended;
  expect([code, demo.err()]).toEqual([0, '']);
  expect(demo.out()).toContain('Hello, this is Ada, the AI assistant of Maple & Pine.');
  expect(demo.out()).toMatch(/VoiceCall {2}CA[0-9a-f]{32} {2}completed, \d+ s, resolved/);
}, 90_000);

describe('on an older Node', () => {
  /** What `process` says of itself there. */
  const node = (version: string): string =>
    module(
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });` +
        `Object.defineProperty(process, 'version', { value: 'v${version}' });`,
    );
  const commands = Object.keys(scripts).filter((name) => /^(?:exec )?node --/.test(scripts[name] ?? ''));

  test.each(['18.20.8', '20.20.2', '22.21.1', '23.11.0'])('%s is refused with what to do about it', async (version) => {
    const dev = run('dev', { imports: [node(version)] });
    expect(await dev.ended).toBe(1);
    expect(dev.err()).toMatch(new RegExp(`^CS AI needs Node 24 or newer and this is v${version}\\..*npm ci.*\\n$`));
    expect(dev.out()).toBe('');
  });

  test.each(commands)('npm run %s looks at the version before anything else', (name) => {
    expect(scripts[name]).toMatch(
      /^(?:exec )?node --disable-warning=\S+ --import \.\/scripts\/node-version\.mjs \S+\.ts$/,
    );
  });

  test('npm test and npm run check look at it first', () => {
    expect([scripts.pretest, scripts.precheck]).toEqual(Array(2).fill('node scripts/node-version.mjs'));
  });
});

// npm tells its child, which is a shell: one that does not pass signals on and would leave the server behind.
test.each(['start', 'dev'])('npm run %s replaces the shell it runs in', (name) => {
  expect(scripts[name]).toMatch(/^exec node /);
});

test('.ci/run does all that npm run check does, and the tests once', () => {
  const pieces = (scripts.check ?? '').split(' && ').map((piece) => piece.replace(/^npm (run )?/, ''));
  expect(pieces).toEqual(['lint', 'types', 'test', 'unused', 'bundle', 'synth']);
  const ci = readFileSync('.ci/run', 'utf8');
  expect(ci).toMatch(/^npm ci$/m);
  expect(ci.match(/\bnpm test\b/g)).toHaveLength(1);
  const steps = /^for step in (.+); do$/m.exec(ci)?.[1]?.split(' ');
  expect(steps).toEqual(pieces.filter((piece) => piece !== 'test'));
});
