import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Shop } from '#local/shop/server.ts';
import { startShop } from '#local/shop/server.ts';
import { shown, sweeps, teamPhone, textsTo, told, uses } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });
const line = '+12025550162';
const companyId = 'calls-back';
const hour = 3_600_000;
const dana = { from: '+12025550123', params: { StirVerstat: 'TN-Validation-Passed-A' }, to: line };

let shop: Shop;
beforeAll(async () => {
  shop = await startShop({ signingKey: shopKey, now: clock.now });
  await world().company({ ...told, companyId, phoneNumber: line, timeZone: 'America/New_York', shop });
});
afterAll(() => shop.close());

/** Local time in New York, some hours from now on. */
const localIn = (hours: number): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(clock.now() + hours * hour);
  return parts.replace(' ', 'T');
};
const schedule = (input: object) => uses('schedule_callback', { reason: 'A broken lamp.', ...input });
const texts = () => textsTo(world(), teamPhone);
const open = () => world().stores.callbacks.open(companyId, '2999');
const say = (text: string) => ({ text });

test('a call back is promised in the words of the result, listed, and the team is reminded once', async () => {
  const { claude, stores } = world();
  claude.script(schedule({ when: { from: localIn(24) } }), say('Somebody will call you tomorrow.'));
  const caller = await world().caller({ to: line });
  expect(await caller.says('Please call me back tomorrow.')).toSpeak('Somebody will call you tomorrow.');
  expect(shown(world())).toMatch(/Promised \(cb_sess_CA[^)]*\): Maple & Pine calls back on the number of this call, /);
  expect(shown(world())).toMatch(/in America\/New_York\.\]/);
  const [callback] = await open();
  expect(callback).toMatchObject({ phone: '+12025550123', timeZone: 'America/New_York', owner: 'Maple & Pine' });
  expect(Math.abs(Date.parse(callback?.from ?? '') - (clock.now() + 24 * hour))).toBeLessThan(2 * 60_000);
  await caller.hangsUp();

  await sweeps(world());
  expect(texts()).toEqual([]);
  clock.forward(24 * hour);
  world().twilio.failNext({ status: 429, code: 20429 });
  await sweeps(world());
  clock.forward(hour);
  await sweeps(world());
  await sweeps(world());
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toMatch(
    /^Maple & Pine: a call back is due, .* E[SD]T, by Maple & Pine, to \+12025550123\. A broken lamp\.$/,
  );
  await stores.callbacks.close(companyId, callback?.callbackId ?? '', 'kept');
});

test('promising again moves the promise, and only the new time is reminded of', async () => {
  const before = texts().length;
  world().claude.script(schedule({ when: { from: localIn(5) } }), say('At five.'));
  const caller = await world().caller({ to: line });
  await caller.says('Call me.');
  world().claude.script(schedule({ when: { from: localIn(30), to: localIn(32) } }), say('Tomorrow, then.'));
  await caller.says('Rather tomorrow.');
  await caller.hangsUp();
  expect(await open()).toHaveLength(1);
  clock.forward(6 * hour);
  await sweeps(world());
  expect(texts()).toHaveLength(before);
  clock.forward(25 * hour);
  await sweeps(world());
  expect(texts()).toHaveLength(before + 1);
});

test.each([
  ['in the past', { when: { from: localIn(-2) } }, 'That time has passed'],
  ['too far ahead', { when: { from: localIn(24 * 40) } }, 'more than 30 days ahead'],
  ['at no time at all', { when: { from: 'tomorrow at three' } }, 'no time on the clock'],
  ['in no time zone', { when: { from: localIn(24) }, timeZone: 'Mars/Olympus' }, 'is no time zone'],
  ['to a number nobody said', { when: { from: localIn(24) }, phone: '+12025550188' }, 'Only the number of this call'],
])('a call back %s is not promised, and the model is told why', async (_, input, why) => {
  const before = (await open()).length;
  world().claude.script(schedule(input), say('When would suit you?'));
  const caller = await world().caller({ to: line });
  await caller.says('Call me back.');
  expect(shown(world())).toContain(`Nothing was promised. `);
  expect(shown(world())).toContain(why);
  expect(await open()).toHaveLength(before);
  await caller.hangsUp();
});

test('a number that the caller said may be promised, and the next verified conversation knows of it', async () => {
  const { claude } = world();
  const callback = schedule({ when: { from: localIn(24) }, phone: '+12025550177', owner: 'Sam' });
  claude.script(uses('verify_customer', {}), callback, say('Sam will call you.'));
  const caller = await world().caller(dana);
  await caller.says('Let Sam call me on 202 555 0177.');
  await caller.hangsUp();
  expect((await open()).find(({ phone }) => phone === '+12025550177')).toMatchObject({
    owner: 'Sam',
    customerId: expect.any(String),
  });

  claude.script(uses('verify_customer', {}), say('Sam will call you tomorrow.'), say('Yes.'));
  const again = await world().caller(dana);
  await again.says('When do you call me back?');
  expect(shown(world())).toMatch(
    /\[A call back was promised \(cb_sess_CA\w+\): .*, by Sam, about \\"A broken lamp\.\\"/,
  );
  const first = claude.requests.at(-1)?.body.messages ?? [];
  await again.says('Sure?');
  expect(claude.requests.at(-1)?.body.messages.slice(0, first.length - 1)).toEqual(first.slice(0, -1));
  await again.hangsUp();
});

test('a promise made before the caller was verified is theirs, and their next conversation knows of it', async () => {
  const { claude } = world();
  claude.script(
    schedule({ when: { from: localIn(24) }, phone: '+12025550178', reason: 'A torn rug.' }),
    say('We will.'),
    uses('verify_customer', {}),
    say('Thank you.'),
  );
  const caller = await world().caller(dana);
  await caller.says('Call me on 202 555 0178.');
  expect((await open()).find(({ phone }) => phone === '+12025550178')?.customerId).toBeUndefined();
  await caller.says('It is me.');
  await caller.hangsUp();

  claude.script(uses('verify_customer', {}), say('Tomorrow.'));
  const again = await world().caller(dana);
  await again.says('When do you call me back?');
  expect(shown(world())).toContain('A torn rug.');
  await again.hangsUp();
});

test('before verification only an attested number hears that a call back is open, and not what about', async () => {
  const { claude } = world();
  claude.script(schedule({ when: { from: localIn(24) } }), say('We will call.'));
  const caller = await world().caller({ ...dana, from: '+12025550181' });
  await caller.says('Call me back.');
  await caller.hangsUp();

  claude.script(say('Yes?'), say('Yes?'));
  const attested = await world().caller({ ...dana, from: '+12025550181' });
  await attested.says('Hello.');
  expect(shown(world())).toContain('A call back to the number that is calling is open.');
  expect(shown(world())).not.toContain('lamp');
  await attested.hangsUp();
  const forged = await world().caller({ to: line, from: '+12025550181' });
  await forged.says('Hello.');
  expect(shown(world())).not.toContain('A call back');
  await forged.hangsUp();
});

test('a promise is taken back in the next conversation, and nobody is reminded of it', async () => {
  const before = texts().length;
  const { claude } = world();
  const mine = { ...dana, from: '+12025550182' };
  claude.script(schedule({ when: { from: localIn(24) } }), say('We will call.'));
  const caller = await world().caller(mine);
  await caller.says('Call me back.');
  await caller.hangsUp();
  const callbackId = `cb_sess_${caller.callSid}`;
  claude.script(uses('cancel_callback', { callbackId, kept: false }), say('Nobody will call.'));
  const stranger = await world().caller({ to: line, from: '+12025550183' });
  await stranger.says('Cancel that.');
  expect(shown(world())).toContain('There is no such open promise');
  await stranger.hangsUp();
  claude.script(uses('cancel_callback', { callbackId, kept: false }), say('Nobody will call.'));
  const again = await world().caller(mine);
  await again.says('Never mind the call.');
  expect(shown(world())).toContain('no longer promised');
  await again.hangsUp();
  clock.forward(25 * hour);
  await sweeps(world());
  expect(
    texts()
      .slice(before)
      .filter((body) => body.includes('0182')),
  ).toEqual([]);
});

test('a company with nobody to remind promises nothing', async () => {
  world().claude.script(say('Hello.'));
  const to = '+12025550163';
  await world().company({ companyId: 'nobody-to-remind', phoneNumber: to });
  const caller = await world().caller({ to });
  await caller.says('Call me back.');
  const offered = world()
    .claude.requests.at(-1)
    ?.body.tools?.map((tool) => ('name' in tool ? tool.name : ''));
  expect(offered).not.toContain('schedule_callback');
  await caller.hangsUp();
});
