import { describe, expect, onTestFinished, test } from 'vitest';
import { twilioCheck } from '#lib/adapters/checks/twilio.ts';
import { memoryCredentials } from '#lib/adapters/memory/credentials.ts';
import { memoryIntegrations } from '#lib/adapters/memory/integrations.ts';
import { twilioPhoneLines } from '#lib/adapters/twilio/phone-lines.ts';
import { twilioTexts } from '#lib/adapters/twilio/texts.ts';
import type { PhoneLines } from '#lib/ports/phone-lines.ts';
import type { StoredRecording } from '#local/twilio/recordings.ts';
import type { RestRequest } from '#local/twilio/rest/types.ts';
import { startTwilio } from '#local/twilio/server.ts';
import { listen, startApp } from '#test/local/twilio-app.ts';
import { faultsOfAnswer, faultsOfRequest } from '#test/support/twilio-api.ts';

/** As real ones are written; the API's document is strict about it. */
const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'not-a-secret' };
const ours = '+12025550100';
const theirs = '+12025550123';

/** Everything that the product asks of Twilio, asked once by its own adapters. */
async function askedOfTwilio(): Promise<readonly RestRequest[]> {
  const app = await startApp({ '/voice': listen('/turn', 'Hello'), '/status': '', '/person': listen('/turn', 'Here') });
  const twilio = await startTwilio({
    accounts: [account],
    numbers: [{ accountSid: account.accountSid, phoneNumber: ours, voiceUrl: '', statusCallback: '' }],
  });
  onTestFinished(() => twilio.close());
  const companyId = 'acme';
  const integrations = memoryIntegrations();
  const twilioOf = { companyId, provider: 'TWILIO', category: 'COMMUNICATION', status: 'ACTIVE' } as const;
  await integrations.put({ ...twilioOf, phoneNumber: ours, accountSid: account.accountSid });
  const credentials = memoryCredentials({ companies: { [companyId]: { TWILIO: { current: account } } } });
  const options = {
    credentials,
    integrations,
    fallback: { phoneNumber: undefined, keys: undefined },
    baseUrl: twilio.url,
  };
  const lines = twilioPhoneLines(options);
  const at = (path: string) => app.url + path;
  const newCall = {
    to: theirs,
    answerUrl: at('/voice'),
    statusUrl: at('/status'),
    machineUrl: at('/status'),
    ringSeconds: 20,
  };
  twilio.agents.when(theirs).answers({});
  const { callSid } = await lines.place(companyId, { ...newCall, afterGreeting: true });
  await lines.place(companyId, { ...newCall, afterGreeting: false });
  await Promise.all(twilio.calls.map((call) => call.settled()));
  const recording = { sid: `RE${'0'.repeat(32)}`, accountSid: account.accountSid, callSid, seconds: 3 };
  (twilio.recordings as StoredRecording[]).push(recording);
  const asks: { [Verb in keyof PhoneLines]: () => Promise<unknown> } = {
    place: () => lines.place(companyId, { ...newCall, afterGreeting: false }),
    placedSince: () => lines.placedSince(companyId, theirs, Date.now() - 60_000),
    redirect: () => lines.redirect({ companyId, callSid }, at('/person')),
    statusOf: () => lines.statusOf({ companyId, callSid }),
    eraseRecording: () => lines.eraseRecording(companyId, recording.sid),
  };
  for (const ask of Object.values(asks)) await ask();
  await twilioTexts(options).send(companyId, { to: theirs, body: 'Your table comes tomorrow.' });
  const urls = {
    voiceUrl: `${at('/voice')}#rc=2&rp=5xx,ct,rt&rt=7000`,
    statusCallback: `${at('/status')}#rc=5&rp=5xx,ct,rt`,
  };
  const check = twilioCheck({ baseUrl: twilio.url });
  const findings = await check({ keys: account, phoneNumber: ours, urls, set: true });
  expect(findings.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed']);
  return twilio.requests;
}

describe("what we ask of Twilio, by Twilio's own OpenAPI document", () => {
  let requests: readonly RestRequest[] = [];

  test('every request is one that it knows, with no parameter that it does not', async () => {
    requests = await askedOfTwilio();
    expect(
      new Set(requests.map(({ method, path }) => `${method} ${path.replace(/(AC|CA|PN|RE)[0-9a-f]{32}/g, '$1')}`)),
    ).toEqual(
      new Set([
        'POST /2010-04-01/Accounts/AC/Calls.json',
        'GET /2010-04-01/Accounts/AC/Calls.json',
        'POST /2010-04-01/Accounts/AC/Calls/CA.json',
        'GET /2010-04-01/Accounts/AC/Calls/CA.json',
        'DELETE /2010-04-01/Accounts/AC/Recordings/RE.json',
        'POST /2010-04-01/Accounts/AC/Messages.json',
        'GET /2010-04-01/Accounts/AC.json',
        'GET /2010-04-01/Accounts/AC/IncomingPhoneNumbers.json',
        'POST /2010-04-01/Accounts/AC/IncomingPhoneNumbers/PN.json',
      ]),
    );
    for (const request of requests) expect(faultsOfRequest(request), `${request.method} ${request.path}`).toEqual([]);
  });

  test('what the stand-in answers is what the document says Twilio answers', () => {
    const answered = requests.filter(({ status }) => status < 300);
    expect(answered.length).toBeGreaterThan(7);
    for (const request of answered) expect(faultsOfAnswer(request), `${request.method} ${request.path}`).toEqual([]);
  });

  test('a misspelt parameter, a wrong value, a missing one and a wrong path are seen', () => {
    const place = requests.find(({ method, path }) => method === 'POST' && path.endsWith('/Calls.json'));
    const list = requests.find(({ method, path }) => method === 'GET' && path.endsWith('/Calls.json'));
    if (place === undefined || list === undefined) throw new Error('Calls are placed and listed.');
    const { AsyncAmd, To, ...params } = place.params;
    const withForm = (form: RestRequest['params']) => faultsOfRequest({ ...place, params: form });
    expect(withForm({ ...params, To: To ?? '', AsynchAmd: AsyncAmd ?? '' })).toEqual(['form AsynchAmd is unknown']);
    expect(withForm(params)).toEqual([expect.stringContaining("must have required property 'To'")]);
    expect(withForm({ ...place.params, Timeout: 'soon' })).toEqual([
      expect.stringContaining('/Timeout must be integer'),
    ]);
    expect(withForm({ ...place.params, Method: 'FETCH' })).toEqual(
      expect.arrayContaining([expect.stringContaining('/Method must be equal to one of the allowed values')]),
    );
    expect(withForm({ ...place.params, Url: 'not a url' })).toEqual([
      expect.stringContaining('must match format "uri"'),
    ]);
    expect(faultsOfRequest({ ...place, contentType: 'application/json' })).toEqual(['content type application/json']);
    expect(faultsOfRequest({ ...list, query: { ...list.query, Recipient: theirs } })).toEqual([
      'query Recipient is unknown',
    ]);
    expect(faultsOfRequest({ ...list, path: list.path.replace('Calls', 'Call') })).toHaveLength(1);
    expect(faultsOfRequest({ ...list, method: 'PUT' })).toHaveLength(1);
  });
});
