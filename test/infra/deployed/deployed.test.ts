import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathOf, type RouteName } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { type DeployedCloud, startDeployedCloud } from '#test/infra/deployed/cloud.ts';
import { allowances, isLike } from '#test/infra/deployed/iam.ts';
import '#test/support/matchers.ts';

let cloud: DeployedCloud;
beforeAll(async () => {
  cloud = await startDeployedCloud();
}, 120_000);
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

test('a promise to call back is kept in the store, and taken back', async () => {
  const uses = (name: string, input: object) => ({ text: [], tools: [{ name, input }] });
  const when = { from: new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16) };
  cloud.claude.script(uses('schedule_callback', { reason: 'A broken lamp.', when }), { text: 'We call you tomorrow.' });
  const caller = await cloud.ring();
  expect(await caller.says('Call me back tomorrow, please.')).toSpeak('We call you tomorrow.');
  const callbackId = /cb_[\w]+/.exec(JSON.stringify(cloud.claude.requests.at(-1)?.body.messages))?.[0];
  cloud.claude.script(uses('cancel_callback', { callbackId }), { text: 'Taken back.' });
  expect(await caller.says('No, do not.')).toSpeak('Taken back.');
  await caller.hangsUp();
  await cloud.settled();
}, 60_000);

test('what the clock starts runs too', async () => {
  await expect(cloud.invoke('sweep', {})).resolves.toMatchObject({ failed: 0 });
  await expect(cloud.invoke('reconcile', {})).resolves.toBeDefined();
});

test('the open doors answer, and the token door answers who has a token of ours', async () => {
  const ask = (name: RouteName, init: RequestInit = {}) => fetch(cloud.gatewayUrl + pathOf(name), init);
  expect((await ask('health')).status).toBe(200);
  const token = await cloud.issuer.token({
    companyId: demo.companyId,
    role: 'admin',
    issuer: 'https://login.cs-ai.invalid',
    audience: 'cs-ai',
  });
  const config = await ask('getConfig', { headers: { authorization: `Bearer ${token}` } });
  expect([config.status, await config.json()]).toEqual([200, expect.objectContaining({ displayName: 'Maple & Pine' })]);
  expect((await ask('getConfig')).status).toBe(401);
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

test('no function may do what it has no use for', () => {
  const unused = cloud.assembly.functions.flatMap(({ entry, statements }) =>
    allowances(statements)
      .filter(({ action }) => /^(dynamodb|secretsmanager|lambda):/.test(action))
      .filter(
        (may) => !cloud.asks.get(entry)?.some((ask) => ask.action === may.action && isLike(may.resource, ask.resource)),
      )
      .map(
        ({ action, resource }) => `${entry} ${action.split(':')[1]} ${resource.split('cs-ai-staging-')[1] ?? resource}`,
      ),
  );
  expect(unused).toEqual([]);
});

test('every line that a function writes is JSON, and nothing that was said is in it', () => {
  for (const { entry } of cloud.assembly.functions) {
    for (const line of cloud.linesOf(entry)) {
      expect(() => JSON.parse(line), line).not.toThrow();
      expect(line).not.toMatch(/rug|stain|dana|2025550123|broken lamp/i);
    }
  }
});
