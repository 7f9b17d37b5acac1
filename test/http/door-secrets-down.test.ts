import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { env } from '#lib/names.ts';
import { knock, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const inbound = voicePath('inbound');
const apology = /^I'm sorry, we're having a technical problem at the moment\./;
const ring = (own: Record<string, string> = {}) => knock({ path: inbound, fields: ringFields(own) });
/** The SDK asks three times. */
const once = 3;

test('a caller hears so, is tried once more, and is let go', async () => {
  await inEnvironment({}, async () => {
    world().secrets.failNext({}, 2 * once);
    const caller = await world().caller();
    expect(caller.heard).toSpeak(/technical problem at the moment\..*Please call again a little later\. Goodbye\.$/);
    expect(caller).toHaveHungUp();
  });
});

test('secrets that come back before the second try: the caller is greeted', async () => {
  await inEnvironment({}, async () => {
    world().secrets.failNext({}, once);
    const caller = await world().caller();
    expect(caller.heard).toSpeak(/technical problem.*Hello, this is Ada/);
    await caller.hangsUp();
  });
});

test('secrets that were read before serve on', async () => {
  let passedMs = 0;
  const clock = { now: () => Date.now() + passedMs, sleep: async () => undefined };
  await inEnvironment(
    {},
    async () => {
      expect(spoken(await ring())).toMatch(/^Hello/);
      passedMs = 400_000;
      world().secrets.failNext({}, once);
      expect(spoken(await ring())).toMatch(/^Hello/);
    },
    { clock },
  );
});

test('nobody hears of a call without a signature that is checked', async () => {
  const CallSid = String(ringFields().CallSid);
  await ring({ CallSid });
  await inEnvironment({}, async () => {
    world().secrets.failNext({}, once);
    const forged = { path: voicePath('speech/1/100'), fields: ringFields({ CallSid }), signature: 'forged' };
    const answer = await knock(forged);
    expect(spoken(answer)).toMatch(/technical problem/);
    expect(answer.body).not.toMatch(/Dial|Maple|2025550/);
  });
});

test('secrets that hang: the answer comes in time', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((listening) => silent.once('listening', listening));
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await inEnvironment({ [env.secretsEndpoint]: endpoint }, async () => {
    const answer = await knock({ path: inbound, fields: ringFields() }, { timeoutMs: 700 });
    expect(spoken(answer)).toMatch(apology);
  });
  silent.closeAllConnections();
  silent.close();
});

test('a secret that holds nonsense: the caller hears an apology, and the log says where to look', async () => {
  const { secrets } = world().secrets;
  const name = 'cs-ai/local/demo';
  const good = secrets.get(name) ?? '';
  await inEnvironment({}, async () => {
    secrets.set(name, '{"TWILIO":{"current":{"accountSid":"AC1","authToken":""}}}');
    expect(spoken(await ring())).toMatch(apology);
    expect(String(world().log.lines.at(-1)?.cause)).toMatch(/cs-ai\/local\/demo is wrong .*authToken/);
  });
  secrets.set(name, good);
});
