import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Build,
  fixture,
  readManifest,
  type Schedule,
  startTwoBuilds,
  type TwoBuilds,
} from '#test/releases/two-builds/cloud.ts';
import { finalNames, openCompany, playCall, ring, sceneNames } from '#test/releases/two-builds/dialogue.ts';
import { uses } from '#test/support/afterwards.ts';

let cloud: TwoBuilds;
beforeAll(async () => {
  cloud = await startTwoBuilds();
}, 60_000);
afterAll(() => cloud?.close(), 30_000);

const isWorker = (entry: string): boolean => entry === 'turn' || entry === 'afterwards';
const other = (build: Build): Build => (build === 'old' ? 'new' : 'old');

/** Schedules are made anew for each call: what they count begins with it. */
const schedules: Record<string, () => Schedule> = {
  'the old build, then the new one from the middle on': () => shiftAfter(6, 'old'),
  'the new build, then the old one again from the middle on': () => shiftAfter(6, 'new'),
  'old and new in turns': () => {
    let asked = 0;
    return () => (asked++ % 2 === 0 ? 'old' : 'new');
  },
  'new webhooks and old workers': () => (entry) => (isWorker(entry) ? 'old' : 'new'),
  'old webhooks and new workers': () => (entry) => (isWorker(entry) ? 'new' : 'old'),
};

function shiftAfter(webhooks: number, first: Build): Schedule {
  let asked = 0;
  return () => (asked++ < webhooks ? first : other(first));
}

describe('a whole call goes on, says and does everything once, and closes its books, answered by', () => {
  test.each(Object.entries(schedules))(
    '%s',
    async (_, schedule) => {
      const final = finalNames[Object.values(schedules).indexOf(schedule) % finalNames.length] ?? 'goodbye';
      cloud.follow(schedule());
      await playCall(cloud, sceneNames, final);
      expect(new Set(cloud.answered.map(({ build }) => build))).toEqual(new Set(['old', 'new']));
      expect(cloud.differences).toEqual([]);
    },
    60_000,
  );
});

test('so does any call, whichever build answers each of its webhooks and jobs', async () => {
  const dice = fc.record({
    scenes: fc.subarray(sceneNames, { maxLength: 2 }),
    final: fc.constantFrom(...finalNames),
    builds: fc.array(fc.constantFrom<Build>('old', 'new'), { minLength: 40, maxLength: 40 }),
  });
  // A call is never cut off: on a busy machine fewer are played.
  const until = Date.now() + 30_000;
  let played = 0;
  await fc.assert(
    fc.asyncProperty(dice, async ({ scenes, final, builds }) => {
      if (Date.now() > until) return;
      played += 1;
      let asked = 0;
      cloud.follow(() => builds[asked++ % builds.length] ?? 'new');
      await playCall(cloud, scenes, final);
      expect(cloud.differences).toEqual([]);
    }),
    { seed: 5, numRuns: 24, endOnFailure: true },
  );
  expect(played).toBeGreaterThan(0);
}, 120_000);

describe('what came after the old build', () => {
  test('a message for the team that an old worker cannot pass on waits for a new one, and is passed on once', async () => {
    cloud.follow((entry) => (entry === 'afterwards' ? 'old' : 'new'));
    const { phoneNumber, shop } = await openCompany(cloud);
    const caller = await ring(cloud, phoneNumber);
    cloud.claude.script(uses('take_message', { message: 'The lamp hums.' }), { text: 'I have passed it on.' });
    expect(await caller.says('Tell them that the lamp hums.')).toSpeak('I have passed it on.');
    await caller.hangsUp();
    await cloud.settled();
    const passedOn = () => cloud.twilio.messages.filter(({ body }) => body.includes('The lamp hums.')).length;
    await cloud.invoke('old', 'sweep', {});
    expect(passedOn()).toBe(0);
    await cloud.invoke('new', 'sweep', {});
    await cloud.invoke('new', 'sweep', {});
    expect(passedOn()).toBe(1);
    await shop.close();
  });

  test('an offer to record a message, made by a new worker, leaves the caller of an old webhook with the AI', async () => {
    cloud.follow((entry) => (isWorker(entry) || entry === 'inbound' ? 'new' : 'old'));
    const { phoneNumber, shop } = await openCompany(cloud, { recordMessages: true, businessHours: {} });
    const caller = await ring(cloud, phoneNumber);
    cloud.claude.script(uses('record_message', { reason: 'Broken lamp' }, 'Of course.'), {
      text: 'What shall I note?',
    });
    expect(await caller.says('Let me leave a message.')).toSpeak('Of course.');
    expect(caller).toListen();
    expect(await caller.says('Yes.')).toSpeak('What shall I note?');
    expect(cloud.differences).toEqual([]);
    await caller.hangsUp();
    await cloud.settled();
    await shop.close();
  });

  test('after a message was recorded the call goes on with an old build', async () => {
    cloud.follow(() => 'new');
    const { phoneNumber, shop } = await openCompany(cloud, { recordMessages: true, businessHours: {} });
    const caller = await ring(cloud, phoneNumber);
    cloud.claude.script(uses('record_message', { reason: 'Broken lamp' }, 'Of course.'), { text: 'Goodbye.' });
    await caller.says('Let me leave a message.');
    expect(await caller.presses('1')).toSpeak(/after the tone/);
    expect(await caller.says('My lamp came broken.')).toSpeak(/is recorded/);
    cloud.follow(() => 'old');
    expect(await caller.says('Nothing, thank you.')).toSpeak('Goodbye.');
    await caller.hangsUp();
    await cloud.settled();
    await shop.close();
  });
});

test('the kept build is whole, and knows no machine but Lambda', () => {
  const code = gunzipSync(readFileSync(`${fixture}/functions.mjs.gz`));
  const { sha256, commit, entries } = readManifest();
  expect(createHash('sha256').update(code).digest('hex')).toBe(sha256);
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(entries).toEqual(expect.arrayContaining(['inbound', 'speech', 'escalate', 'status', 'turn', 'afterwards']));
  expect(code.toString()).not.toMatch(/["'`](?:file:\/\/)?\/(?:home|root|Users|tmp|work|builds?|opt)\//);
});
