import { describe, expect, it } from 'vitest';
import { listen, type Reply, ringApp, say, startApp, startTestTwilio, texts, to, twiml } from './twilio-app.ts';

const xml = { 'Content-Type': 'text/xml' };
const apology = 'We are sorry, an application error has occurred. Goodbye.';

describe('a webhook that fails', () => {
  const failures: [string, number, Reply][] = [
    ['500', 11200, { status: 500, body: 'oops' }],
    ['404', 11200, { status: 404, headers: xml, body: twiml('') }],
    ['nothing', 12100, { headers: xml, body: '' }],
    ['XML that does not parse', 12100, { headers: xml, body: '<Response><Say>hi</Response>' }],
    ['no Content-Type', 11200, { body: twiml(say('hi')) }],
    ['JSON', 12300, { headers: { 'Content-Type': 'application/json' }, body: '{}' }],
    ['plain text', 12300, { headers: { 'Content-Type': 'text/plain' }, body: twiml(say('hi')) }],
    ['a verb in the wrong case', 12200, { headers: xml, body: twiml('<hangup/>') }],
    ['more than 64 kB', 11750, { headers: xml, body: twiml(`<!-- ${'x'.repeat(65_600)} -->`) }],
    ['a Say that is too long', 13521, { headers: xml, body: twiml(say('a'.repeat(3001))) }],
  ];

  it.each(failures)('with %s ends the call with an apology and error %i', async (_, code, reply) => {
    const { call } = await ringApp({ '/voice': reply });
    expect(call.ending).toMatchObject({ by: 'error', error: { name: 'TwimlError', code } });
    expect(texts(call.heard)).toEqual([apology]);
    expect(call.status).toBe('completed');
  });

  it('by answering later than the limit ends the call', async () => {
    const { call } = await ringApp({ '/voice': () => new Promise(() => {}) }, {}, { webhookTimeoutMs: 40 });
    expect(call.ending).toMatchObject({ by: 'error', error: { code: 11200, message: /longer than 40 ms/ } });
    expect(call.webhooks[0]?.attempts).toBe(1);
  });

  it('to connect is tried once more', async () => {
    const app = await startApp({});
    const twilio = await startTestTwilio();
    const call = await twilio.ring(to(app, { voiceUrl: 'http://127.0.0.1:1/voice' }));
    expect(call.ending).toMatchObject({ by: 'error', error: { code: 11205 } });
    expect(call.webhooks[0]?.attempts).toBe(2);
  });

  it('in mid-call is told with the last thing that was asked', async () => {
    const { call } = await ringApp({ '/voice': listen('/turn/1', 'Hello') });
    expect(texts(await call.says('hi'))).toEqual([apology]);
    expect(call.ending?.error?.message).toMatch(/POST http.*\/turn\/1 answered 404/);
  });

  it('is made good by the fallback URL, which is told the error', async () => {
    const app = await startApp({ '/voice': { status: 503, body: '' }, '/fallback': say('Please call again later') });
    const twilio = await startTestTwilio();
    const call = await twilio.ring(to(app, { voiceFallbackUrl: `${app.url}/fallback` }));
    expect(texts(call.heard)).toEqual(['Please call again later']);
    expect(app.to('/fallback')[0]).toMatchObject({
      signed: true,
      params: { ErrorCode: '11200', ErrorUrl: `${app.url}/voice` },
    });
  });
});

describe('an HTTP redirect', () => {
  it('is followed with GET, and the input is lost on the way', async () => {
    const moved = { status: 302, headers: { Location: '/new' }, body: '' };
    const { app, call } = await ringApp({ '/voice': listen('/old'), '/old': moved, '/new': say('Moved') });
    await call.says('hello');
    expect(app.to('/new')[0]).toMatchObject({ method: 'GET', signed: true });
    expect(app.to('/new')[0]?.path).not.toContain('SpeechResult');
    expect(texts(call.heard)).toEqual(['Moved']);
  });

  it('to itself ends the call', async () => {
    const { call } = await ringApp({ '/voice': { status: 307, headers: { Location: '/voice' }, body: '' } });
    expect(call.ending).toMatchObject({ error: { code: 11215 } });
  });
});

describe('a loop', () => {
  it('of documents without any input ends the call', async () => {
    const { app, call } = await ringApp({ '/voice': '<Redirect>/voice</Redirect>' });
    expect(call.ending).toMatchObject({ by: 'error', error: { code: 11215, message: /loop/ } });
    expect(app.asked).toHaveLength(100);
  });

  it('is none when the caller keeps talking', async () => {
    const { call } = await ringApp({ '/voice': listen('/voice') });
    for (let turn = 0; turn < 120; turn += 1) await call.says('again');
    expect(call.state).toBe('waiting-for-input');
  });
});
