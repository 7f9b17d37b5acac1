import { expect, test } from 'vitest';
import { memoryCredentials } from '#lib/adapters/memory/credentials.ts';
import { memoryIntegrations } from '#lib/adapters/memory/integrations.ts';
import { twilioPhoneLines } from '#lib/adapters/twilio/phone-lines.ts';
import type { LineTrouble } from '#lib/ports/phone-lines.ts';
import type { ScriptedFailure } from '#local/twilio/rest/types.ts';
import { account, listen, startApp, startTestTwilio, texts, to } from '#test/local/twilio-app.ts';

/** A live call, and the lines of the company that has it. */
async function onTheLine() {
  const app = await startApp({ '/voice': listen('/turn/1', 'Hello'), '/person': listen('/turn/2', 'Here I am') });
  const twilio = await startTestTwilio();
  const call = await twilio.ring(to(app));
  const credentials = memoryCredentials({ companies: { acme: { TWILIO: { current: account } } } });
  const lines = (own: { baseUrl?: string } = {}) =>
    twilioPhoneLines({
      credentials,
      integrations: memoryIntegrations(),
      fallback: { phoneNumber: undefined, keys: undefined },
      baseUrl: own.baseUrl ?? twilio.url,
      timeoutMs: 500,
    });
  const redirect = (callSid = call.callSid, companyId = 'acme') =>
    lines().redirect({ companyId, callSid }, `${app.url}/person`);
  return { app, twilio, call, credentials, lines, redirect };
}

test('a live call goes on at the new document', async () => {
  const { call, redirect, twilio } = await onTheLine();
  await redirect();
  await call.settled();
  expect(texts(call.heard)).toEqual(['Hello', 'Here I am']);
  expect(twilio.requests).toEqual([
    expect.objectContaining({ params: { Url: expect.stringContaining('/person'), Method: 'POST' }, status: 200 }),
  ]);
});

test('what Twilio is too busy for is asked for again', async () => {
  const { call, redirect, twilio } = await onTheLine();
  twilio.failNext({ status: 429, code: 20429 });
  await redirect();
  await call.settled();
  expect(texts(call.heard)).toEqual(['Hello', 'Here I am']);
});

test('a call that is over is not live', async () => {
  const { call, redirect } = await onTheLine();
  await call.hangsUp();
  await expect(redirect()).rejects.toMatchObject({ trouble: 'not-live', code: 21220 });
});

test('how a call stands is asked of Twilio', async () => {
  const { call, lines, twilio } = await onTheLine();
  const stands = () => lines().statusOf({ companyId: 'acme', callSid: call.callSid });
  expect(await stands()).toBe('in-progress');
  await call.hangsUp();
  expect(await stands()).toBe('completed');
  expect(twilio.requests.at(-1)).toMatchObject({ method: 'GET', status: 200 });
  const nobody = lines().statusOf({ companyId: 'acme', callSid: 'CAnobody' });
  await expect(nobody).rejects.toMatchObject({ trouble: 'unknown-there' });
});

test('a call that Twilio does not know is unknown there', async () => {
  const { redirect } = await onTheLine();
  await expect(redirect('CAnobody')).rejects.toMatchObject({ trouble: 'unknown-there', code: 20404 });
});

test('a recording is deleted, and is unknown there from then on', async () => {
  const app = await startApp({ '/voice': '<Record action="/done"/>', '/done': '<Hangup/>' });
  const { lines, twilio } = await onTheLine();
  await (await twilio.ring(to(app))).says('Please call me back.');
  const [recording] = twilio.recordings;
  await lines().eraseRecording('acme', String(recording?.sid));
  expect(twilio.recordings).toEqual([]);
  const again = lines().eraseRecording('acme', String(recording?.sid));
  await expect(again).rejects.toMatchObject({ trouble: 'unknown-there', code: 20404 });
});

const busy: ScriptedFailure = { status: 429, code: 20429 };
const failures: [string, ScriptedFailure[], LineTrouble][] = [
  ['is too busy again and again', [busy, busy, busy], 'not-done'],
  ['refuses', [{ status: 400, code: 21205 }], 'not-done'],
  ['breaks down', [{ status: 500, code: 20500 }], 'unknown'],
  ['answers with a page of a proxy', [{ status: 502, body: '<html>Bad gateway</html>' }], 'unknown'],
  ['breaks the connection', [{ drop: true }], 'unknown'],
  ['does it and the answer is lost', [{ lost: true }], 'unknown'],
  ['does not answer in time', [{ silent: true }], 'no-answer'],
];

test.each(failures)('where Twilio %s, what is certain is told', async (_, script, trouble) => {
  const { redirect, twilio } = await onTheLine();
  twilio.failNext(...script);
  await expect(redirect()).rejects.toMatchObject({ name: 'LineError', trouble });
});

test('where nobody takes the connection, nothing was done', async () => {
  const { lines, call } = await onTheLine();
  // The discard port: nobody listens there.
  const nowhere = lines({ baseUrl: 'http://127.0.0.1:9' });
  const redirected = nowhere.redirect({ companyId: 'acme', callSid: call.callSid }, 'https://voice.example.com/');
  await expect(redirected).rejects.toMatchObject({ trouble: 'not-done' });
});

test('a refused key is forgotten, and another one read', async () => {
  const { credentials, redirect } = await onTheLine();
  credentials.set('acme', { TWILIO: { current: { ...account, authToken: 'old' } } });
  await expect(redirect()).rejects.toMatchObject({ trouble: 'not-done', code: 20003 });
  expect(credentials.forgotten).toEqual(['acme']);
  credentials.set('acme', { TWILIO: { current: account } });
  await redirect();
});

test('a company without an account redirects nobody', async () => {
  const { redirect, call, twilio } = await onTheLine();
  await expect(redirect(call.callSid, 'other')).rejects.toMatchObject({ trouble: 'not-done' });
  expect(twilio.requests).toEqual([]);
});
