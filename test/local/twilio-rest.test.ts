import makeClient from 'twilio';
import { describe, expect, it, vi } from 'vitest';
import type { TwilioStandIn } from '#local/twilio/server.ts';
import { account, caller, company, listen, say, startApp, startTestTwilio, texts, to, twiml } from './twilio-app.ts';

function clientOf(twilio: TwilioStandIn, { accountSid, authToken } = account) {
  const client = makeClient(accountSid, authToken, { timeout: 2000 });
  client.api.baseUrl = twilio.url;
  return client;
}

describe('the account', () => {
  it('is read with the right token', async () => {
    const twilio = await startTestTwilio();
    expect(await clientOf(twilio).api.v2010.accounts('ACdemo').fetch()).toMatchObject({
      sid: 'ACdemo',
      status: 'active',
    });
  });

  it.each([
    ['a wrong token', { ...account, authToken: 'wrong' }],
    ['an unknown account', { ...account, accountSid: 'ACother' }],
  ])('is refused to %s', async (_, credentials) => {
    const twilio = await startTestTwilio();
    const fetched = clientOf(twilio, credentials).api.v2010.accounts('ACdemo').fetch();
    await expect(fetched).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  it('is refused to the token of another account', async () => {
    const twilio = await startTestTwilio({ accounts: [account, { accountSid: 'ACother', authToken: 'other' }] });
    const client = clientOf(twilio, { accountSid: 'ACother', authToken: 'other' });
    await expect(client.api.v2010.accounts('ACdemo').fetch()).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  it('has no resources but those we use', async () => {
    const twilio = await startTestTwilio();
    await expect(clientOf(twilio).conferences('CFdemo').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('an outbound call', () => {
  it('rings the callee, who hears the TwiML of its URL and answers', async () => {
    const app = await startApp({
      '/callback': listen('/turn/1', 'You asked us to call'),
      '/turn/1': '<Hangup/>',
      '/status': '',
    });
    const twilio = await startTestTwilio();
    twilio.agents.when(caller).answers();
    const client = clientOf(twilio);
    const created = await client.calls.create({
      to: caller,
      from: company,
      url: `${app.url}/callback`,
      statusCallback: `${app.url}/status`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(created).toMatchObject({ direction: 'outbound-api', to: caller, from: company });
    const [call] = twilio.calls;
    await call?.settled();
    expect(texts(call?.heard ?? [])).toEqual(['You asked us to call']);
    expect(app.to('/callback')[0]).toMatchObject({
      signed: true,
      params: { CallSid: created.sid, Direction: 'outbound-api', CallStatus: 'in-progress', To: caller },
    });
    expect(await client.calls(created.sid).fetch()).toMatchObject({ status: 'in-progress' });
    await call?.says('Yes, that was me');
    expect(await client.calls(created.sid).fetch()).toMatchObject({
      status: 'completed',
      duration: expect.stringMatching(/^\d$/),
    });
    const events = app.to('/status').map(({ params }) => `${params.SequenceNumber} ${params.CallStatus}`);
    expect(events.sort()).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(app.to('/status').at(-1)?.params).toMatchObject({
      CallDuration: expect.stringMatching(/^\d$/),
      Duration: '1',
    });
  });

  it.each([
    ['busy', 'isBusy'],
    ['no-answer', 'doesNotAnswer'],
    ['failed', 'fails'],
  ] as const)('ends as %s', async (status, verb) => {
    const twilio = await startTestTwilio();
    twilio.agents.when(caller)[verb]();
    const client = clientOf(twilio);
    const created = await client.calls.create({ to: caller, from: company, twiml: twiml(say('Hi')) });
    await twilio.calls[0]?.settled();
    expect(await client.calls(created.sid).fetch()).toMatchObject({ status, duration: '0' });
    expect(twilio.calls[0]?.ending).toEqual({ by: 'not-answered' });
  });

  it('tells on its first request whether a machine answered', async () => {
    const app = await startApp({ '/callback': say('Hi') });
    const twilio = await startTestTwilio();
    twilio.agents.when(caller).answersAsMachine();
    const url = `${app.url}/callback`;
    await clientOf(twilio).calls.create({ to: caller, from: company, url, machineDetection: 'Enable' });
    await twilio.calls[0]?.settled();
    expect(app.to('/callback')[0]?.params.AnsweredBy).toBe('machine_start');
  });

  it.each([
    ['a number that is none', { to: 'Ana', from: company, url: 'https://example.com/' }, 21211],
    ['a caller id that is none', { to: caller, from: 'Acme', url: 'https://example.com/' }, 21212],
    ['a URL that is none', { to: caller, from: company, url: '/voice' }, 21205],
    ['4001 characters of TwiML', { to: caller, from: company, twiml: twiml(say('a'.repeat(4001))) }, 32018],
  ])('is refused with %s', async (_, parameters, code) => {
    const twilio = await startTestTwilio();
    await expect(clientOf(twilio).calls.create(parameters)).rejects.toMatchObject({ status: 400, code });
    expect(twilio.calls).toEqual([]);
  });
});

describe('a live call', () => {
  async function liveCall() {
    const app = await startApp({
      '/voice': listen('/turn/1', 'Hello'),
      '/person': listen('/turn/2', 'A person is here'),
    });
    const twilio = await startTestTwilio();
    const call = await twilio.ring(to(app));
    return { app, twilio, call, live: clientOf(twilio).calls(call.callSid) };
  }

  it('is redirected to another URL', async () => {
    const { app, call, live } = await liveCall();
    await live.update({ url: `${app.url}/person` });
    await call.settled();
    expect(texts(call.heard)).toEqual(['Hello', 'A person is here']);
    expect(call.listening?.action).toBe('/turn/2');
  });

  it('is redirected to TwiML given inline, whose actions must be absolute', async () => {
    const { call, live } = await liveCall();
    await live.update({ twiml: twiml(listen('/turn/9', 'One moment')) });
    await call.settled();
    await call.says('yes?');
    expect(call.ending).toMatchObject({ by: 'error', error: { code: 15004 } });
  });

  it('is hung up', async () => {
    const { call, live } = await liveCall();
    await live.update({ status: 'completed' });
    await call.settled();
    expect(call.ending).toEqual({ by: 'api' });
  });

  it('cannot be redirected once it is over', async () => {
    const { app, call, live } = await liveCall();
    await call.hangsUp();
    await expect(live.update({ url: `${app.url}/person` })).rejects.toMatchObject({ status: 400, code: 21220 });
  });

  it('is found only by its own account', async () => {
    const other = { accountSid: 'ACother', authToken: 'other' };
    const app = await startApp({ '/voice': listen('/turn/1') });
    const twilio = await startTestTwilio({ accounts: [account, other] });
    const call = await twilio.ring(to(app));
    await expect(clientOf(twilio, other).calls(call.callSid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  it('is taken off the person it was bridged to', async () => {
    const app = await startApp({
      '/voice': '<Dial action="/after">+12025550111</Dial>',
      '/back': listen('/turn/2', 'Back'),
    });
    const twilio = await startTestTwilio();
    twilio.agents.when('+12025550111').answers({ talksMs: Number.POSITIVE_INFINITY });
    const call = await twilio.ring(to(app));
    await clientOf(twilio)
      .calls(call.callSid)
      .update({ url: `${app.url}/back` });
    await call.settled();
    expect(texts(call.heard)).toEqual(['Back']);
    expect(call.dialled[0]).toMatchObject({ status: 'completed', bridged: true });
    expect(app.to('/after')).toEqual([]);
  });
});

describe('a message', () => {
  it('is kept, not delivered', async () => {
    const twilio = await startTestTwilio();
    const sent = await clientOf(twilio).messages.create({ to: caller, from: company, body: 'A call is waiting' });
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', body: 'A call is waiting' });
    expect(twilio.messages).toEqual([
      expect.objectContaining({
        sid: sent.sid,
        accountSid: 'ACdemo',
        to: caller,
        from: company,
        body: 'A call is waiting',
      }),
    ]);
  });

  it.each([
    ['a number that is none', { to: '12', from: company, body: 'hi' }, 21211],
    ['no text', { to: caller, from: company, body: '' }, 21602],
    ['1601 characters', { to: caller, from: company, body: 'a'.repeat(1601) }, 21617],
  ])('is refused with %s', async (_, message, code) => {
    const twilio = await startTestTwilio();
    await expect(clientOf(twilio).messages.create(message)).rejects.toMatchObject({ status: 400, code });
    expect(twilio.messages).toEqual([]);
  });
});

describe('a scripted failure', () => {
  const message = { to: caller, from: company, body: 'hi' };

  it('is answered once, carries nothing out, and is in the list of requests', async () => {
    const twilio = await startTestTwilio();
    twilio.failNext({ status: 429, code: 20429 });
    const client = clientOf(twilio);
    await expect(client.messages.create(message)).rejects.toMatchObject({ status: 429, code: 20429 });
    await client.messages.create(message);
    expect(twilio.messages).toHaveLength(1);
    expect(twilio.requests).toEqual([
      expect.objectContaining({ method: 'POST', path: '/2010-04-01/Accounts/ACdemo/Messages.json', status: 429 }),
      expect.objectContaining({ status: 201, accountSid: 'ACdemo', params: { To: caller, From: company, Body: 'hi' } }),
    ]);
  });

  it('may be a page that is not JSON, or a connection that breaks', async () => {
    const twilio = await startTestTwilio();
    twilio.failNext({ status: 502, body: '<html>Bad gateway</html>' }, { drop: true });
    const client = clientOf(twilio);
    await expect(client.messages.create(message)).rejects.toMatchObject({ status: 502 });
    await expect(client.messages.create(message)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(twilio.messages).toEqual([]);
  });

  it('may be silence until the client gives up, or an answer that is lost on its way', async () => {
    const twilio = await startTestTwilio();
    twilio.failNext({ silent: true }, { lost: true });
    const client = makeClient(account.accountSid, account.authToken, { timeout: 50 });
    client.api.baseUrl = twilio.url;
    await expect(client.messages.create(message)).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(twilio.messages).toEqual([]);
    await expect(client.messages.create(message)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(twilio.messages).toHaveLength(1);
  });
});

describe('closing', () => {
  it('ends what is still going on', async () => {
    const app = await startApp({ '/voice': () => new Promise(() => {}) });
    const twilio = await startTestTwilio();
    const call = twilio.dialIn(to(app, { statusCallback: `${app.url}/voice` }));
    await vi.waitFor(() => expect(app.asked).toHaveLength(1));
    await twilio.close();
    expect(call.state).toBe('ended');
    expect(call.status).toBe('canceled');
  });
});
