import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTask } from '#lib/domain/task.ts';
import { pathOf, type RouteName, releasedEntries } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { bundleFunction } from '#scripts/bundling.ts';
import {
  callSomebody,
  chat,
  chatAsItGoes,
  eraseCustomer,
  readEverything,
  wordScripts,
} from '#test/infra/deployed/api-scenes.ts';
import { type DeployedCloud, fresh, startDeployedCloud, team } from '#test/infra/deployed/cloud.ts';
import { type Ask, allowances, isLike } from '#test/infra/deployed/iam.ts';
import { askHook, healthIn, runAt } from '#test/infra/deployed/release-scenes.ts';
import { teamPhone, uses } from '#test/support/afterwards.ts';
import { sampleAction } from '#test/support/samples.ts';
import '#test/support/matchers.ts';

let cloud: DeployedCloud;
beforeAll(async () => {
  cloud = await startDeployedCloud();
}, 300_000);
afterAll(() => cloud?.close(), 30_000);

const said = {
  color: 'Hi. If the color of a rug does not fit, can I send it back?',
  stain: 'The wool rug from my order 4711 arrived with a stain. I want my money back.',
  email: 'My e-mail is dana at example dot com.',
  goodbye: 'Great, that is all. Thank you, goodbye!',
};

test('each asset holds its one bundle and nothing else', () => {
  for (const { entry, folder, handler } of cloud.assembly.functions) {
    expect(readdirSync(folder)).toEqual([`${entry}.mjs`]);
    expect(handler).toBe(`${entry}.handler`);
  }
});

test.each(['inbound', 'turn', 'chat-stream'])(
  'of %s is deployed what npm run trace builds again',
  async (entry) => {
    const { folder = '' } = cloud.assembly.functions.find((one) => one.entry === entry) ?? {};
    const { code } = await bundleFunction(entry);
    expect(Buffer.compare(readFileSync(join(folder, `${entry}.mjs`)), code)).toBe(0);
  },
  60_000,
);

test('the demo call runs on the built assets: asked, denied, handed to the manager, refunded, closed', async () => {
  const caller = await cloud.ring();
  expect(caller.heard).toSpeak(/^Hello, this is Ada, the AI assistant of Maple & Pine\./);
  for (const words of Object.values(said)) await caller.says(words);
  expect(caller).toHaveHungUp();
  await cloud.settled();
  expect(await cloud.stores.calls.find(caller.callSid)).toMatchObject({ status: 'completed', ending: 'resolved' });
  expect(await cloud.stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'resolved' });
  expect(cloud.shop.books.refundedMinor()).toBe(8_900);
}, 60_000);

test('a caller who presses 0 gets the person, who hears the case and takes the call', async () => {
  cloud.twilio.agents.when(demo.personPhone).answers({ presses: '1', talksMs: 1_000 });
  const caller = await cloud.ring();
  await caller.says(said.color);
  await caller.presses('0');
  expect(caller.dialled[0]?.heard).toSpeak(/Press 1 to take the call/);
  expect(caller).toHaveHungUp();
  await cloud.settled();
  expect(await cloud.stores.calls.find(caller.callSid)).toMatchObject({ status: 'completed', ending: 'transferred' });
}, 60_000);

test('whichever webhook comes first greets the caller, be it of a company that nobody has configured', async () => {
  for (const first of ['inbound', 'speech', 'escalate'] as const) {
    const caller = await cloud.ring({ to: fresh[first].phoneNumber, first });
    expect(caller.heard, first).toSpeak(/AI assistant/);
    await caller.hangsUp();
  }
  await cloud.settled();
}, 60_000);

test('a promise to call back is kept in the store, taken back, and known when the caller rings again', async () => {
  const local = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16);
  const wish = { reason: 'A broken lamp.', when: { from: local }, timeZone: 'UTC' };
  cloud.claude.script(uses('schedule_callback', wish), { text: 'We call you tomorrow.' });
  const caller = await cloud.ring({ to: team.phoneNumber });
  expect(await caller.says('Call me back tomorrow, please.')).toSpeak('We call you tomorrow.');
  const callbackId = /Promised \((\w+)\)/.exec(JSON.stringify(cloud.claude.requests.at(-1)?.body.messages))?.[1];
  expect(await cloud.stores.callbacks.find(team.companyId, callbackId ?? '')).toMatchObject({ status: 'open' });
  await caller.hangsUp();
  await cloud.settled();

  cloud.claude.script(uses('cancel_callback', { callbackId, kept: false }), { text: 'Taken back.' });
  const again = await cloud.ring({ to: team.phoneNumber });
  expect(await again.says('You need not call me.')).toSpeak('Taken back.');
  expect(await cloud.stores.callbacks.find(team.companyId, callbackId ?? '')).toMatchObject({ status: 'cancelled' });
  await again.hangsUp();
  await cloud.settled();
}, 60_000);

test('a team that nobody can be had of is told by text message, and the caller is back with the AI', async () => {
  cloud.twilio.agents.when(demo.personPhone).doesNotAnswer();
  const caller = await cloud.ring({ to: team.phoneNumber });
  await caller.presses('0');
  expect(caller).toListen();
  await caller.hangsUp();
  await cloud.settled();
  expect(cloud.twilio.messages.map(({ to }) => to)).toContain(teamPhone);
}, 60_000);

test('a caller leaves a spoken message, and the team is told of it', async () => {
  cloud.claude.script(uses('record_message', { reason: 'A broken lamp.' }));
  cloud.twilio.agents.when(demo.personPhone).doesNotAnswer();
  const caller = await cloud.ring({ to: team.phoneNumber });
  await caller.presses('0');
  await caller.says('Let me leave a message.');
  await caller.presses('1');
  expect(await caller.says('My lamp came broken.')).toSpeak(/is recorded/);
  await caller.hangsUp();
  await cloud.settled();
  const { recordingSid } = (await cloud.stores.calls.find(caller.callSid))?.recordings?.[2]?.recording ?? {};
  expect(cloud.twilio.messages.at(-1)?.body).toContain(recordingSid);
  const sessionId = `sess_${caller.callSid}` as const;
  const about = { kind: 'erase-recording', recordingSid: String(recordingSid) } as const;
  const left = newTask({ companyId: team.companyId, sessionId, about, now: Date.now() - 600_000 });
  await cloud.stores.outbox.createOnce({ ...left, taskId: 'left_erasing' });
  expect(await cloud.invoke('sweep', {})).toMatchObject({ done: 1, failed: 0 });
  expect(cloud.twilio.recordings).toEqual([]);
}, 60_000);

test('the sweep does what was left behind: a report, a text message, a reminder', async () => {
  const { callSid } = await hangUpAtOnce();
  const sessionId = `sess_${callSid}` as const;
  const { companyId } = team;
  const abouts = [
    { kind: 'after-call' },
    { kind: 'escalation', attempt: 1 },
    { kind: 'reminder', callbackId: 'cb_1', from: '2026-11-22T21:30:00.000Z' },
  ] as const;
  const now = Date.now() - 600_000;
  for (const about of abouts) {
    await cloud.stores.outbox.createOnce({
      ...newTask({ companyId, sessionId, about, now }),
      taskId: `left_${about.kind}`,
    });
  }
  expect(await cloud.invoke('sweep', {})).toMatchObject({ done: 3, failed: 0 });
});

test('the reconciler asks the shop about a refund that was left behind, and frees what was set aside', async () => {
  const { callSid } = await hangUpAtOnce();
  const left = sampleAction({
    companyId: team.companyId,
    sessionId: `sess_${callSid}`,
    state: 'executing',
    updatedAt: new Date(Date.now() - 3_600_000).toISOString(),
  });
  await cloud.stores.ledger.createOnce(left);
  const { actionId, updatedAt: at } = left;
  for (const window of left.windows) {
    await cloud.stores.allowances.reserve(team.companyId, window, { actionId, amountMinor: window.amountMinor, at });
  }
  expect(await cloud.invoke('reconcile', {})).toMatchObject({ failed: 1 });
  expect(await cloud.stores.ledger.find(team.companyId, left.actionId)).toMatchObject({ state: 'failed' });
});

async function hangUpAtOnce() {
  const caller = await cloud.ring({ to: team.phoneNumber });
  await caller.hangsUp();
  await cloud.settled();
  return caller;
}

test('a company calls somebody, who wants no more calls', () => callSomebody(cloud), 60_000);

test('a customer chats, everything can be read, and a customer is deleted', async () => {
  const caller = await cloud.ring();
  await caller.says(said.stain);
  await caller.says(said.email);
  await caller.hangsUp();
  await cloud.settled();
  const sessionId = `sess_${caller.callSid}`;
  const { verified } = (await cloud.stores.sessions.find(sessionId)) ?? {};
  expect(verified).toBeDefined();
  const customerId = String(verified?.customerId);
  const ids = {
    callSid: caller.callSid,
    version: '1',
    provider: 'TWILIO',
    phone: '+12025550123',
    callbackId: 'cb_none',
  };
  const chatId = await chat(cloud);
  await readEverything(cloud, { ...ids, sessionId: chatId, customerId });
  await readEverything(cloud, { ...ids, sessionId, customerId });
  await eraseCustomer(cloud, customerId, [sessionId, chatId]);
}, 120_000);

test('a chat message is answered as it is written, by the function that streams', () => chatAsItGoes(cloud), 60_000);

test('the probe finds us well at our public address, and says so where nobody is there', async () => {
  expect(await cloud.invoke('probe', {})).toBe('well');
  expect(healthIn(cloud.linesOf('probe'))).toEqual([1]);
  expect(await runAt(cloud, 'probe', 'http://127.0.0.1:9')).toEqual({ said: 'failing', health: [0] });
});

/** The functions that a call goes through. */
const inACall = ['inbound', 'speech', 'turn', 'escalate', 'status'];

test.each(inACall)(
  'a new version of %s is rung, answers, and is let on; one that answers nothing is not',
  async (entry) => {
    expect(await askHook(cloud, 'check-release', entry)).toBe('Succeeded');
    cloud.stub(entry, async () => undefined);
    expect(await askHook(cloud, 'check-release', entry)).toBe('Failed');
    cloud.stub(entry);
    await cloud.settled();
  },
  60_000,
);

test('a new version of every other function is let on when it answers, and not when it throws', async () => {
  for (const entry of releasedEntries().filter((one) => !inACall.includes(one))) {
    expect(await askHook(cloud, 'check-release', entry), entry).toBe('Succeeded');
    cloud.stub(entry, async () => {
      throw new Error('Cannot find module');
    });
    expect(await askHook(cloud, 'check-release', entry), entry).toBe('Failed');
    cloud.stub(entry);
  }
  await cloud.settled();
}, 60_000);

test('after callers have reached a new version our public health decides', async () => {
  expect(await askHook(cloud, 'check-traffic', 'inbound')).toBe('Succeeded');
  cloud.stub('health', async () => ({ statusCode: 503, body: '{}' }));
  expect(await askHook(cloud, 'check-traffic', 'inbound')).toBe('Failed');
  expect(await cloud.invoke('probe', {})).toBe('failing');
  expect(healthIn(cloud.linesOf('probe'))).toEqual([1, 0]);
  cloud.stub('health');
});

test('the open doors answer, and the token door answers who has a token of ours', async () => {
  const ask = (name: RouteName, init: RequestInit = {}) => fetch(cloud.gatewayUrl + pathOf(name), init);
  expect((await ask('health')).status).toBe(200);
  const signed = { role: 'admin', issuer: 'https://login.cs-ai.invalid', audience: 'cs-ai' } as const;
  const token = await cloud.issuer.token({ ...signed, companyId: demo.companyId });
  const headers = { authorization: `Bearer ${token}` };
  const newcomer = await cloud.issuer.token({ ...signed, companyId: 'newcomer' });
  expect((await ask('getConfig', { headers: { authorization: `Bearer ${newcomer}` } })).status).toBe(200);
  const config = await ask('getConfig', { headers });
  expect([config.status, await config.json()]).toEqual([200, expect.objectContaining({ displayName: 'Maple & Pine' })]);
  const put = await ask('putConfig', {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json', 'if-match': config.headers.get('etag') ?? '' },
    body: JSON.stringify({ displayName: 'Maple, Pine & Daughters' }),
  });
  expect(put.status).toBe(200);
  expect((await ask('getConfig')).status).toBe(401);
});

test('a company words what is said beside the AI, version by version', () => wordScripts(cloud));

test('a company sets its integrations up, renumbers, tests and takes one away, with no more than its function may', async () => {
  const of = {
    role: 'admin',
    issuer: 'https://login.cs-ai.invalid',
    audience: 'cs-ai',
    companyId: 'newcomer',
  } as const;
  const headers = { authorization: `Bearer ${await cloud.issuer.token(of)}`, 'content-type': 'application/json' };
  const ask = async (name: RouteName, method: string, body?: unknown, version = 0) => {
    const url = cloud.gatewayUrl + pathOf(name, { provider: 'TWILIO' });
    const init = { method, headers: { ...headers, 'if-match': `"${version}"` } };
    const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    return [response.status, await response.text().then((text) => (text === '' ? undefined : JSON.parse(text)))];
  };
  const twilio = (phoneNumber: string) => ({
    provider: 'TWILIO',
    credentials: { accountSid: demo.accountSid, authToken: demo.authToken, phoneNumber },
  });
  for (const number of ['+12025550140', '+12025550141']) cloud.twilio.sellNumber(demo.accountSid, number);
  expect(await ask('putIntegration', 'PUT', twilio('+12025550140'))).toMatchObject([200, { version: 1 }]);
  expect(await ask('putIntegration', 'PUT', twilio('+12025550141'), 1)).toMatchObject([200, { version: 2 }]);
  expect(await ask('testIntegration', 'POST', {})).toMatchObject([
    200,
    { checks: [{ state: 'passed' }, { state: 'passed' }, { fault: 'elsewhere' }, { fault: 'elsewhere' }] },
  ]);
  expect(await ask('listIntegrations', 'GET')).toMatchObject([200, { items: [{ provider: 'TWILIO' }] }]);
  expect(await ask('deleteIntegration', 'DELETE', undefined, 2)).toEqual([204, undefined]);
});

test('nobody but Twilio rings', async () => {
  const body = `CallSid=CA1&AccountSid=${demo.accountSid}&From=%2B12025550123&To=%2B12025550100&CallStatus=ringing`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(cloud.gatewayUrl + pathOf('inbound'), { method: 'POST', headers, body });
  expect(response.status).toBe(403);
});

test('no function was refused anything by its role', () => {
  expect(cloud.refused).toEqual([]);
});

/** What the scenes above do not bring about, and why it is allowed all the same. */
const rare = [
  // The final status of a call that no webhook has stored: its number is looked up, to check the signature.
  'status dynamodb:Query ClientIntegration/index/byPhoneNumber',
  // "Where this call is now", for whom the bare path asks; and whether the line of an earlier call dropped.
  'speech dynamodb:Query CSMessage',
  'escalate dynamodb:Query CSMessage',
  // How an earlier call of a verified customer ended.
  'turn dynamodb:GetItem VoiceCall',
  // A caller who says that they never want to be rung again: nobody says it above.
  'speech dynamodb:GetItem CSContact',
  'speech dynamodb:UpdateItem CSContact',
  'turn dynamodb:GetItem CSContact',
  'turn dynamodb:UpdateItem CSContact',
  // Whether a call whose end overtook its ring was refused.
  'status dynamodb:GetItem CSConfig',
];
/** Whose every duty is in a scene above. What else is deployed is held to enough, not to no more. */
const held = [...inACall, 'reconcile', 'health', 'openapi', 'probe', 'check-release', 'check-traffic'];

test('no function may do what it has no use for', () => {
  const served = cloud.assembly.functions.filter(({ entry }) => held.includes(entry));
  expect(served).toHaveLength(held.length);
  const unused = served.flatMap(({ entry, statements }) =>
    allowances(statements)
      .filter(({ action }) => /^(dynamodb|secretsmanager|lambda):/.test(action))
      .filter((may) => !cloud.asks.get(entry)?.some((ask) => isUse(may, ask)))
      .map(({ action, resource }) => `${entry} ${action} ${resource.split('cs-ai-staging-')[1] ?? resource}`),
  );
  expect(unused.filter((one) => !rare.includes(one))).toEqual([]);
});

/** A write that its condition refuses reads what stood in the way: who may write a table has use for reading it. */
const isUse = (may: Ask, { action, resource }: Ask): boolean =>
  isLike(may.resource, resource) &&
  (action === may.action || (may.action === 'dynamodb:GetItem' && /:(Put|Update)Item$/.test(action)));

test('every line that a function writes is JSON, and nothing that was said is in it', () => {
  for (const { entry } of cloud.assembly.functions) {
    for (const line of cloud.linesOf(entry)) {
      expect(() => JSON.parse(line), line).not.toThrow();
      expect(line).not.toMatch(/rug|stain|dana|2025550123|broken lamp/i);
    }
  }
});
