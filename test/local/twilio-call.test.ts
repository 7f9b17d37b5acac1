import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { account, listen, ringApp, say, startApp, startTestTwilio, texts, to } from './twilio-app.ts';

describe('the request for the first document', () => {
  it('is signed, form-encoded and says who calls whom', async () => {
    const { app, call } = await ringApp(
      { '/voice': say('Hello') },
      { params: { StirVerstat: 'TN-Validation-Passed-A' } },
    );
    expect(app.asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        signed: true,
        headers: expect.objectContaining({
          'user-agent': 'TwilioProxy/1.1',
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        }),
        params: expect.objectContaining({
          AccountSid: 'ACdemo',
          ApiVersion: '2010-04-01',
          CallSid: call.callSid,
          CallStatus: 'ringing',
          Direction: 'inbound',
          From: '+12025550100',
          Caller: '+12025550100',
          To: '+12025550199',
          Called: '+12025550199',
          ToCity: '',
          StirVerstat: 'TN-Validation-Passed-A',
        }),
      }),
    ]);
    expect(call.callSid).toMatch(/^CA[0-9a-f]{32}$/);
  });

  it('is signed over the URL letter for letter, its query included and its fragment not', async () => {
    const app = await startApp({ '/voice': say('Hello') });
    const twilio = await startTestTwilio();
    await twilio.ring(to(app, { voiceUrl: `${app.url}/voice?name=a%20b&x=%2B1#rc=2&rp=5xx` }));
    expect(app.asked).toEqual([expect.objectContaining({ path: '/voice?name=a%20b&x=%2B1', signed: true })]);
  });

  it('carries the parameters in the signed query when the method is GET', async () => {
    const { app } = await ringApp({ '/voice': say('Hello') }, { voiceMethod: 'GET' });
    expect(app.asked).toEqual([expect.objectContaining({ method: 'GET', params: {}, signed: true })]);
    expect(app.asked[0]?.path).toContain('From=%2B12025550100');
  });

  it('is signed for the public origin although it is served on this machine', async () => {
    const app = await startApp({ '/voice': say('Hello') });
    const twilio = await startTestTwilio({ hosts: { 'https://voice.example.com': app.url } });
    const call = await twilio.ring(to(app, { voiceUrl: 'https://voice.example.com/voice' }));
    expect(texts(call.heard)).toEqual(['Hello']);
    const { headers = {}, params = {} } = app.asked[0] ?? {};
    const signature = headers['x-twilio-signature'] ?? '';
    expect(validateRequest(account.authToken, signature, 'https://voice.example.com/voice', params)).toBe(true);
  });

  it('goes nowhere beyond this machine', async () => {
    const app = await startApp({});
    const twilio = await startTestTwilio();
    const call = await twilio.ring(to(app, { voiceUrl: 'https://voice.example.com/voice' }));
    expect(call.ending).toMatchObject({ by: 'error', error: { code: 11210 } });
  });
});

describe('a caller who is asked', () => {
  const pages = { '/voice': listen('/turn/1', 'Hello'), '/turn/1': listen('/turn/2', 'Go on') };

  it('says something, and hears the answer', async () => {
    const { app, call } = await ringApp(pages);
    expect(call.state).toBe('waiting-for-input');
    expect(await call.says('I want a refund')).toEqual([
      expect.objectContaining({ verb: 'Say', text: 'Go on', voice: 'Polly.Joanna-Neural', language: 'en-US' }),
    ]);
    expect(app.to('/turn/1')).toEqual([
      expect.objectContaining({
        signed: true,
        params: expect.objectContaining({
          CallStatus: 'in-progress',
          SpeechResult: 'I want a refund',
          Confidence: '0.94',
        }),
      }),
    ]);
  });

  it('may be understood without a word on how surely', async () => {
    const { app, call } = await ringApp(pages);
    await call.says('hm', { confidence: null });
    expect(app.to('/turn/1')[0]?.params).not.toHaveProperty('Confidence');
  });

  it('presses keys, of which only those before the finish key and within numDigits count', async () => {
    const { app, call } = await ringApp({
      '/voice': listen('/key', '', 'numDigits="1"'),
      '/key': listen('/code'),
      '/code': '<Hangup/>',
    });
    await call.presses('07');
    await call.presses('42#9');
    expect(app.to('/key')[0]?.params).toMatchObject({ Digits: '0' });
    expect(app.to('/code')[0]?.params).toMatchObject({ Digits: '42' });
  });

  it('is silent, and the next verb runs', async () => {
    const { app, call } = await ringApp({ '/voice': listen('/turn/1', 'Hello') + say('Are you there?') });
    expect(texts(await call.isSilent())).toEqual(['Are you there?']);
    expect(call.ending).toEqual({ by: 'fell-through' });
    expect(app.to('/turn/1')).toEqual([]);
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
  ] as const)('is silent, and actionOnEmptyResult tells it with SpeechResult %s', async (emptyInput, speech) => {
    const silent = { '/voice': listen('/turn/1', '', 'actionOnEmptyResult="true"'), '/turn/1': '<Hangup/>' };
    const { app, call } = await ringApp(silent, {}, { emptyInput });
    await call.isSilent();
    expect(app.to('/turn/1')[0]?.params.SpeechResult).toBe(speech);
  });

  it('is asked by the same document again when the Gather has no action', async () => {
    let turn = 0;
    const { app, call } = await ringApp({ '/voice': () => (turn++ ? '<Hangup/>' : '<Gather input="speech"/>') });
    await call.says('hello?');
    expect(app.to('/voice')[1]?.params).toMatchObject({ SpeechResult: 'hello?' });
  });

  it('is not heard where only keys are awaited', async () => {
    const { call } = await ringApp({ '/voice': '<Gather action="/key"/>' });
    expect(await call.says('one')).toEqual([]);
    expect(call.unheard).toEqual(['one']);
    expect(call.state).toBe('waiting-for-input');
  });

  it('is not heard outside a Gather', async () => {
    const answer = Promise.withResolvers<string>();
    const { app, call } = await ringApp({ '/voice': listen('/turn/1'), '/turn/1': () => answer.promise });
    const answered = call.says('I want a refund');
    const lost = call.presses('0');
    answer.resolve(listen('/turn/2', 'Let me look'));
    expect(texts(await answered)).toEqual(['Let me look']);
    await lost;
    expect(call.unheard).toEqual(['0']);
    expect(app.asked).toHaveLength(2);
  });

  it('cannot say anything more once the call is over', async () => {
    const { call } = await ringApp({ '/voice': '<Hangup/>' });
    await expect(call.says('hello?')).rejects.toThrow('the call is over: hangup');
  });

  it('hangs up, whatever is going on', async () => {
    const { call } = await ringApp({ '/voice': listen('/turn/1'), '/turn/1': () => new Promise(() => {}) });
    const unanswered = call.says('hello?');
    await call.hangsUp();
    await unanswered;
    expect(call.ending).toEqual({ by: 'caller' });
    expect(call.status).toBe('completed');
  });
});

describe('a document', () => {
  it('is followed through redirects, its relative URLs read against the one before', async () => {
    const { app, call } = await ringApp({
      '/voice': `${say('One moment')}<Redirect method="GET">/next?part=2</Redirect>`,
      '/next': `<Play>/tone.wav</Play>${say('Here we are')}<Hangup/>`,
    });
    expect(texts(call.heard)).toEqual(['One moment', '/tone.wav', 'Here we are']);
    expect(app.asked.every((asked) => asked.signed)).toBe(true);
    expect(app.to('/next')[0]?.path).toMatch(/^\/next\?part=2&AccountSid=ACdemo&/);
  });

  it('is followed although it warns: verbs that are never reached', async () => {
    const { call } = await ringApp({ '/voice': `<Hangup/>${say('Goodbye')}` });
    expect(call.warnings).toEqual(['1 verb(s) after <Hangup> are never reached']);
    expect(call.heard).toEqual([]);
  });

  it('hangs up when it ends', async () => {
    const { call } = await ringApp({ '/voice': say('Goodbye') });
    expect(call.ending).toEqual({ by: 'fell-through' });
  });

  it.each([
    ['busy', 'busy'],
    ['rejected', 'no-answer'],
  ])('rejects with %s before the call is answered', async (reason, status) => {
    const { call } = await ringApp({ '/voice': `<Reject reason="${reason}"/>` });
    expect(call.ending).toEqual({ by: 'reject' });
    expect(call.status).toBe(status);
  });

  it('leaves the call ringing while it only redirects', async () => {
    const { app } = await ringApp({ '/voice': '<Redirect>/next</Redirect>', '/next': '<Hangup/>' });
    expect(app.to('/next')[0]?.params.CallStatus).toBe('ringing');
  });

  it('records a message, and tells its action where', async () => {
    const { app, call } = await ringApp({
      '/voice': '<Record action="/message" maxLength="60"/>',
      '/message': say('Thanks'),
    });
    expect(call.state).toBe('recording');
    expect(texts(await call.says('Please call me back about my order'))).toEqual(['Thanks']);
    expect(app.to('/message')[0]?.params).toMatchObject({
      RecordingUrl: expect.stringMatching(/^https:.*\/Recordings\/RE/),
      RecordingDuration: '3',
    });
  });

  it('goes on after a Record that nobody spoke into', async () => {
    const { call } = await ringApp({ '/voice': `<Record action="/message"/>${say('Goodbye then')}` });
    expect(texts(await call.isSilent())).toEqual(['Goodbye then']);
  });

  it('is heard with the silence before each line', async () => {
    const { call } = await ringApp({ '/voice': `${say('One')}<Pause length="3"/>${say('Two')}` });
    const [one, two] = call.heard;
    expect(one?.gapMs).toBeLessThan(500);
    expect(two?.gapMs).toBeGreaterThanOrEqual(3000);
    expect(two?.gapMs).toBeLessThan(3500);
  });
});

describe('a duplicate', () => {
  it('is the last request again, letter for letter, and is not followed', async () => {
    const { app, call } = await ringApp({ '/voice': listen('/turn/1'), '/turn/1': listen('/turn/2', 'Go on') });
    await call.says('hello');
    const again = await call.repeatLastWebhook();
    const [first, second] = app.to('/turn/1');
    expect(second).toEqual(first);
    expect(again).toMatchObject({ status: 200, body: expect.stringContaining('Go on') });
    expect(texts(call.heard)).toEqual(['Go on']);
  });

  it('may come with every webhook, at the same moment', async () => {
    const { app, call } = await ringApp({ '/voice': listen('/turn/1', 'Hello') }, {}, { sendsTwice: true });
    expect(app.to('/voice')).toHaveLength(2);
    expect(texts(call.heard)).toEqual(['Hello']);
    expect(call.webhooks[0]?.duplicate?.status).toBe(200);
  });
});

describe('somebody watching', () => {
  it('is told of every line, state and webhook from the first ring on', async () => {
    const app = await startApp({ '/voice': listen('/turn/1', 'Hello') });
    const twilio = await startTestTwilio();
    const call = twilio.dialIn(to(app));
    const seen: string[] = [];
    call.watch((event) => seen.push(event.kind === 'state' ? event.state : event.kind));
    await call.settled();
    expect(seen).toEqual(['webhook', 'speaking', 'heard', 'waiting-for-input']);
    expect(call.listening).toMatchObject({ timeout: 5, input: ['dtmf', 'speech'] });
  });
});
