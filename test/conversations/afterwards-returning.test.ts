import { beforeAll, expect, test } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import { report, shown, uses } from '#test/support/afterwards.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock, shop: { now: clock.now } });
const person = '+12025550120';
const attested = { StirVerstat: 'TN-Validation-Passed-A' };
const dana = { from: '+12025550123', params: attested };
const say = (text: string) => ({ text });
const welcome = /AI assistant of Maple & Pine\. Welcome back\. It seems we were cut off/;

let lastCaller = 200;
/** A number that no other test has. */
const freshNumber = (): string => {
  lastCaller -= 1;
  return `+12025550${lastCaller}`;
};

/** Resolves when the caller has heard it. */
const hears = (caller: PhoneCall, wanted: RegExp): Promise<void> =>
  new Promise((resolve) => {
    const stop = caller.watch(() => {
      if (!caller.heard.some(({ text }) => wanted.test(text))) return;
      stop();
      resolve();
    });
  });

beforeAll(() => world().twilio.agents.when(person).doesNotAnswer());

test('a verified customer who comes back finds the last conversation known, and the person still owed', async () => {
  const { claude, lambda } = world();
  claude.answerAside(() => report());
  claude.script(
    uses('verify_customer', {}),
    uses('transfer_to_human', { reason: 'lamp', summary: 'Broken lamp.' }, 'One moment.'),
    say('I am sorry.'),
  );
  const caller = await world().caller(dana);
  await caller.says('My lamp is broken, I want a person.');
  await caller.says('All right.');
  await caller.hangsUp();
  await lambda.settled();
  clock.forward(86_400_000);

  claude.script(uses('verify_customer', {}), say('About your lamp?'), say('Yes.'));
  const again = await world().caller(dana);
  expect(again.heard).toSpeak(/How can I help you today\?$/);
  await again.says('Hello, it is Dana.');
  expect(shown(world())).toContain('Their last conversation was on ');
  expect(shown(world())).toContain('The lamp of order 4712 came broken.');
  expect(shown(world())).toContain('Still to do then: Send a new lamp.');
  expect(shown(world())).toContain('asked for a person and reached none');
  // Appended once, and never again.
  await again.says('Right.');
  expect(shown(world()).split('Their last conversation was on ')).toHaveLength(2);
  await again.hangsUp();
});

test('nobody unverified is told anything of an earlier conversation', async () => {
  world().claude.script(uses('verify_customer', { orderId: '4711' }), say('And your e-mail?'));
  const caller = await world().caller({ from: freshNumber() });
  await caller.says('It is Dana.');
  expect(shown(world())).not.toMatch(/last conversation|lamp/);
  await caller.hangsUp();
});

test('a line that dropped in mid-answer is welcomed back and goes on there, word for word twice', async () => {
  const { claude } = world();
  const from = freshNumber();
  claude.script({
    text: 'Your rug is on its way. It will arrive on Friday.',
    pace: { firstTokenMs: 0, betweenTokensMs: 200 },
  });
  const caller = await world().caller({ from, params: attested });
  const saying = caller.says('Where is my rug?');
  await hears(caller, /on its way/);
  await caller.hangsUp();
  await saying;
  await world().lambda.settled();

  claude.script(say('About your rug: it arrives on Friday.'));
  const again = await world().caller({ from, params: attested });
  expect(again.heard).toSpeak(welcome);
  const [ring] = again.webhooks;
  if (ring === undefined) throw new Error('Nothing was asked.');
  const repeat = await again.sendAgain(ring);
  expect(repeat.body).toBe(ring.body);
  await again.says('Hello?');
  expect(shown(world())).toContain('line dropped a few minutes ago while you were answering: go on from there');
  expect(shown(world())).toContain('Where is my rug?');
  await again.hangsUp();
});

/** Presses 0 and hangs up while the person's phone rings. */
async function hangsUpWhileRinging(caller: PhoneCall): Promise<void> {
  const { twilio } = world();
  const rings = new Promise<void>((resolve) => {
    twilio.agents.when(person).decides(async ({ signal }) => {
      resolve();
      await new Promise<void>((gone) => signal.addEventListener('abort', () => gone()));
      return { kind: 'no-answer' };
    });
  });
  const pressing = caller.presses('0');
  await rings;
  await caller.hangsUp();
  await pressing;
  twilio.agents.when(person).doesNotAnswer();
}

test('a line that dropped while a person was rung is offered the person again', async () => {
  const { claude } = world();
  const from = freshNumber();
  const caller = await world().caller({ from, params: attested });
  await hangsUpWhileRinging(caller);
  claude.script(say('Shall I try again?'));
  const again = await world().caller({ from, params: attested });
  expect(again.heard).toSpeak(welcome);
  await again.says('Hello?');
  expect(shown(world())).toContain('while the caller was being put through to a person: offer that again at once');
  await again.hangsUp();
});

const unproven = [
  ['no attestation', {}],
  ['attestation B', { StirVerstat: 'TN-Validation-Passed-B' }],
  ['an attestation that failed', { StirVerstat: 'TN-Validation-Failed-A' }],
] as const;

test.each(unproven)(
  'a number with %s learns nothing of a line that dropped, not even that somebody called',
  async (...row) => {
    const { claude } = world();
    const from = freshNumber();
    const caller = await world().caller({ from, params: attested });
    await hangsUpWhileRinging(caller);
    claude.script(say('Hello, how can I help?'));
    const again = await world().caller({ from, params: row[1] });
    expect(again.heard).toSpeak(/How can I help you today\?$/);
    await again.says('Did I not call a minute ago?');
    expect(shown(world())).not.toMatch(/dropped|cut off|put through|welcomed back/);
    await again.hangsUp();
  },
);

test('a customer whose line dropped, and whose number nobody vouches for, goes on there once they are verified', async () => {
  const { claude, lambda } = world();
  claude.answerAside(() => report());
  // The customer calls from the number that is known, then from a line that proves nothing.
  claude.script(uses('verify_customer', {}), say('Hello, Dana.'));
  const caller = await world().caller(dana);
  await caller.says('It is Dana.');
  await hangsUpWhileRinging(caller);
  await lambda.settled();

  const proof = { orderId: '4711', email: 'dana@example.com' };
  claude.script(say('May I verify you?'), uses('verify_customer', proof), say('Shall I try again?'), say('Yes.'));
  const again = await world().caller({ from: freshNumber() });
  expect(again.heard).toSpeak(/How can I help you today\?$/);
  await again.says('Hello, it is me.');
  expect(shown(world())).not.toMatch(/dropped|put through/);
  await again.says('Order 4711, dana at example dot com.');
  expect(shown(world())).toContain('Their line dropped then, while they were being put through to a person');
  // Appended once, and never again.
  await again.says('Well?');
  expect(shown(world()).split('Their line dropped then')).toHaveLength(2);
  await again.hangsUp();
});

test('a verified customer who was welcomed back is not told twice', async () => {
  const { claude, lambda } = world();
  claude.answerAside(() => report());
  const from = freshNumber();
  const proof = { orderId: '4711', email: 'dana@example.com' };
  claude.script(uses('verify_customer', proof), say('Hello, Dana.'));
  const caller = await world().caller({ from, params: attested });
  await caller.says('It is Dana.');
  await hangsUpWhileRinging(caller);
  await lambda.settled();
  claude.script(uses('verify_customer', proof), say('Shall I try again?'));
  const again = await world().caller({ from, params: attested });
  expect(again.heard).toSpeak(welcome);
  await again.says('It is Dana.');
  expect(shown(world())).toContain('line dropped a few minutes ago while the caller was being put through');
  expect(shown(world())).not.toContain('Their line dropped then');
  await again.hangsUp();
});

test('a line that dropped long ago is no reason to go on there', async () => {
  const { claude, lambda } = world();
  claude.answerAside(() => report());
  claude.script(uses('verify_customer', {}), say('Hello, Dana.'));
  const caller = await world().caller(dana);
  await caller.says('It is Dana.');
  await hangsUpWhileRinging(caller);
  await lambda.settled();
  clock.forward(11 * 60_000);
  claude.script(uses('verify_customer', {}), say('Hello.'));
  const again = await world().caller(dana);
  await again.says('It is Dana.');
  expect(shown(world())).toContain('Their last conversation was on ');
  expect(shown(world())).not.toContain('line dropped');
  await again.hangsUp();
});

test.each([
  ['eleven minutes later', 11 * 60_000, undefined],
  ['from another number', 0, freshNumber()],
])('a caller who rings %s is greeted as anybody', async (_, later, other) => {
  const from = freshNumber();
  const caller = await world().caller({ from, params: attested });
  await hangsUpWhileRinging(caller);
  clock.forward(later);
  const again = await world().caller({ from: other ?? from, params: attested });
  expect(again.heard).toSpeak(/How can I help you today\?$/);
  await again.hangsUp();
});

test('a caller who was answered and hung up is greeted as anybody', async () => {
  const from = freshNumber();
  world().claude.script(say('Three to five days.'));
  const caller = await world().caller({ from, params: attested });
  await caller.says('How long does delivery take?');
  await caller.hangsUp();
  const again = await world().caller({ from, params: attested });
  expect(again.heard).toSpeak(/How can I help you today\?$/);
  await again.hangsUp();
});

test('a caller who was told that nobody picked up, and then hung up, is greeted as anybody', async () => {
  const from = freshNumber();
  const caller = await world().caller({ from, params: attested });
  await caller.presses('0');
  expect(caller.heard).toSpeak(/nobody on the team picked up/);
  await caller.hangsUp();
  const again = await world().caller({ from, params: attested });
  expect(again.heard).toSpeak(/How can I help you today\?$/);
  await again.hangsUp();
});

test('a caller who was told that nobody is there at this hour is greeted as anybody', async () => {
  const from = freshNumber();
  const to = '+12025550134';
  await world().company({
    companyId: 'closed',
    phoneNumber: to,
    businessHours: {},
    tiers: { humanAgent: { enabled: true, escalationPhone: person } },
  });
  const caller = await world().caller({ from, to, params: attested });
  await caller.presses('0');
  await caller.hangsUp();
  expect(caller).not.toTransferTo(person);
  const again = await world().caller({ from, to, params: attested });
  expect(again.heard).not.toSpeak(/cut off/);
  await again.hangsUp();
});

test('a caller who asked for a person where there is none is greeted as anybody', async () => {
  const { claude } = world();
  const from = freshNumber();
  const to = '+12025550135';
  await world().company({ companyId: 'alone', phoneNumber: to });
  claude.script(uses('transfer_to_human', { reason: 'lamp', summary: 'Broken lamp.' }), say('There is nobody.'));
  const caller = await world().caller({ from, to, params: attested });
  await caller.says('A person, please.');
  await caller.hangsUp();
  const again = await world().caller({ from, to, params: attested });
  expect(again.heard).not.toSpeak(/cut off/);
  await again.hangsUp();
});
