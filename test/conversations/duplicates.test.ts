import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { WebhookExchange } from '#local/twilio/webhook.ts';
import { knock, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { allRows, rowsChangedSince } from '#test/support/rows.ts';
import { useWorld } from '#test/support/world.ts';

const person = demo.personPhone;
const transfer = {
  text: 'I am connecting you.',
  tools: [{ name: 'transfer_to_human', input: { reason: 'asked', summary: 'The lamp is broken.' } }],
};
const farewell = { text: 'Goodbye!', tools: [{ name: 'end_conversation', input: { outcome: 'resolved' } }] };

describe('a call whose every webhook is sent twice at once', () => {
  const world = useWorld({ twilio: { sendsTwice: true } });

  test('is one call: one model call a turn, one transfer, the same TwiML for both', async () => {
    const { claude, lambda, metrics, twilio, stores } = world();
    claude.script(
      { text: 'Let me look. ', tools: [{ name: 'search_knowledge', input: { query: 'delivery' } }] },
      { text: 'Three to five days. Anything else?' },
      transfer,
      farewell,
    );
    twilio.agents.when(person).isBusy();
    const caller = await world().caller({ statusEvents: 'all' });
    expect(await caller.isSilent()).toSpeak(/I'm listening/);
    expect(await caller.says('How long does delivery take?')).toSpeak(
      /Let me look\. .*Three to five days\. Anything else\?$/,
    );
    expect(await caller.says('A person, please.')).toSpeak(/^I am connecting you\. .*line is busy/);
    expect(caller.dialled).toHaveLength(1);
    expect(await caller.says('Never mind. Bye.')).toSpeak('Goodbye!');
    expect(caller).toHaveHungUp();
    await lambda.settled();

    expectTwins(caller.webhooks);
    expect(claude.requests).toHaveLength(4);
    expect(claude.warmUps).toHaveLength(1);
    expect(await stores.calls.find(caller.callSid)).toMatchObject({
      ending: 'resolved',
      transfers: { 3: { tried: ['busy'] } },
    });
    for (const metric of [
      'callsTotal',
      'callsSuccess',
      'callsDuration',
      'sessionsTotal',
      'sessionsResolution',
    ] as const)
      expect(metrics.of(metric), metric).toHaveLength(1);
    // Three utterances and their three answers; the silence was none.
    expect(metrics.of('messagesPerSession')).toEqual([6]);
    expect(metrics.of('firstSentence')).toHaveLength(3);
  });

  test('to a person who answers is one talk, told once', async () => {
    world().claude.script(transfer);
    world().twilio.agents.when(person).answers({ presses: '1', talksMs: 20_000 });
    const caller = await world().caller();
    await caller.says('A person, please.');
    expect(caller).toHaveHungUp();
    expect(caller.dialled).toHaveLength(1);
    expect(caller.dialled[0]?.heard).toSpeak(/The lamp is broken\. Press 1 to take the call, or 2 to decline\.$/);
    expectTwins(caller.webhooks);
    expectTwins(caller.dialled[0]?.webhooks ?? []);
    expect(world().claude.requests).toHaveLength(1);
    expect(await world().stores.calls.find(caller.callSid)).toMatchObject({
      transfers: { 1: { state: { kind: 'bridged' } } },
    });
  });

  test('with a slow model is one turn, with the same fillers for both', async () => {
    world().claude.script({ text: 'Here you are.', pace: { firstTokenMs: 1_200 } });
    const caller = await world().caller();
    const heard = await caller.says('Well?');
    expect(heard).toSpeak('Here you are.');
    expect(heard.length).toBeGreaterThan(1);
    expectTwins(caller.webhooks);
    expect(world().claude.requests).toHaveLength(1);
    await caller.hangsUp();
  });
});

describe('an exact repeat later in the call', () => {
  const world = useWorld();

  test('gets the same TwiML, letter for letter, and changes nothing', async () => {
    const { claude, lambda, metrics, twilio } = world();
    twilio.agents.when(person).doesNotAnswer();
    claude.script(
      { text: 'Slowly. ', pace: { firstTokenMs: 1_000 } },
      { text: 'Let me look. ', tools: [{ name: 'search_knowledge', input: { query: 'delivery' } }] },
      { text: 'Three to five days.' },
      transfer,
      { text: 'Still here.' },
    );
    const caller = await world().caller({ statusEvents: 'all' });
    await caller.isSilent();
    await caller.says('Are you there?');
    await caller.says('How long does delivery take?');
    await caller.says('A person, please.');
    await caller.says('You, then.');
    await caller.presses('0');
    await lambda.settled();
    const exchanges = caller.webhooks.slice();
    expect(exchanges.length).toBeGreaterThan(10);

    const before = { rows: await allRows(), metrics: countsOf(metrics.samples) };
    for (const exchange of [...exchanges, ...exchanges.toReversed()]) {
      const repeat = await caller.sendAgain(exchange);
      expect({ status: repeat.status, body: repeat.body }, exchange.url).toEqual({
        status: exchange.status,
        body: exchange.body,
      });
    }
    await lambda.settled();
    expect(await rowsChangedSince(before.rows)).toEqual([]);
    expect(countsOf(metrics.samples)).toEqual(before.metrics);
    expect(claude.requests).toHaveLength(5);

    // The call has noticed nothing.
    claude.script({ text: 'As I said.' });
    expect(await caller.says('Where were we?')).toSpeak('As I said.');
    await caller.hangsUp();
  });

  test('while a second transfer is under way does not take the session back from the person', async () => {
    const { twilio, stores } = world();
    const caller = await world().caller();
    twilio.agents.when(person).isBusy();
    await caller.presses('0');
    const first = caller.webhooks.filter(({ url }) => url.includes('/escalate/1/'));
    expect(first).toHaveLength(2);
    twilio.agents.when(person).answers({ presses: '1', talksMs: Number.POSITIVE_INFINITY });
    await caller.presses('0');
    expect(caller.state).toBe('talking');
    for (const exchange of first) expect((await caller.sendAgain(exchange)).body).toBe(exchange.body);
    expect(await stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'escalated' });
    await caller.hangsUp();
  });

  test('of a filler is spoken by the same voice', async () => {
    await world().company({
      companyId: 'managers',
      phoneNumber: '+12025550181',
      tiers: { aiRep: { enabled: false }, aiManager: { voice: 'Polly.Matthew-Neural' } },
    });
    world().claude.script({ text: 'At your service.', pace: { firstTokenMs: 2_000 } });
    const caller = await world().caller({ to: '+12025550181' });
    await caller.says('Hello?');
    const fillers = caller.webhooks.filter(({ body }) => body.includes('<Redirect'));
    expect(fillers.length).toBeGreaterThan(1);
    for (const filler of fillers) expect((await caller.sendAgain(filler)).body).toBe(filler.body);
    await caller.hangsUp();
  });

  test('after the call is over hears that it is over, and nothing happens', async () => {
    const { claude, lambda, metrics, twilio } = world();
    twilio.agents.when(person).isBusy();
    claude.script(transfer, farewell);
    const caller = await world().caller({ statusEvents: 'all' });
    await caller.says('A person.');
    await caller.says('Bye, then.');
    expect(caller).toHaveHungUp();
    await lambda.settled();
    const exchanges = caller.webhooks.slice();
    const before = { rows: await allRows(), metrics: countsOf(metrics.samples) };
    for (const exchange of exchanges) {
      const repeat = await caller.sendAgain(exchange);
      expect(repeat.status).toBe(200);
      if (exchange.purpose === 'twiml' && !exchange.url.includes('/result.'))
        expect(repeat.body).toContain('already ended');
    }
    // A word that was on its way when the line went down.
    const late = await knock({
      path: voicePath('speech/3'),
      fields: ringFields({ CallSid: caller.callSid, SpeechResult: 'One more thing' }),
    });
    expect(spoken(late)).toMatch(/^This call has already ended/);
    expect(verbsOf(late).at(-1)).toEqual({ verb: 'Hangup' });
    await lambda.settled();
    expect(await rowsChangedSince(before.rows)).toEqual([]);
    expect(countsOf(metrics.samples)).toEqual(before.metrics);
    expect(claude.requests).toHaveLength(2);
  });

  test('at random moments of any call changes nothing', async () => {
    const { claude, lambda } = world();
    const step = fc.constantFrom('speaks', 'is silent', 'presses 0', 'presses 5');
    const story = fc.array(fc.record({ step, repeats: fc.array(fc.nat(30), { maxLength: 4 }) }), {
      minLength: 2,
      maxLength: 5,
    });
    world().twilio.agents.when(person).isBusy();
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const asked = claude.requests.length;
        const caller = await world().caller({ statusEvents: 'all' });
        let turns = 0;
        for (const { step, repeats } of steps) {
          if (caller.ending) break;
          const originals = caller.webhooks.slice();
          const again = repeats.map((index) => originals[index % originals.length]).filter((one) => one !== undefined);
          if (step === 'speaks' || step === 'presses 5') {
            turns += 1;
            claude.script({ text: `Answer ${turns}.` });
          }
          const [, ...repeated] = await Promise.all([
            act(caller, step),
            ...again.map((exchange) => caller.sendAgain(exchange)),
          ]);
          repeated.forEach((repeat, index) => {
            expect(repeat.body).toBe(again[index]?.body);
          });
        }
        await caller.hangsUp();
        await lambda.settled();
        expect(claude.requests.length - asked).toBe(turns);
      }),
      { numRuns: 8 },
    );
  });
});

describe('one utterance, twenty times at once', () => {
  const world = useWorld();

  test('is one model call, one answer', async () => {
    const { claude, lambda, stores } = world();
    claude.script({ text: 'Yes. I can hear you.' });
    const fields = ringFields();
    await knock({ path: voicePath('inbound'), fields });
    const next = { path: voicePath('speech/1'), fields: ringFields({ ...fields, SpeechResult: 'Hello?' }) };
    const answers = await Promise.all(Array.from({ length: 20 }, () => knock(next)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    // On a busy machine that may be a filler: what matters is that all twenty are told the same.
    expect(spoken(answers[0] ?? {})).not.toBe('');
    await lambda.settled();
    expect(claude.requests).toHaveLength(1);
    const { turns } = await stores.dialogues.read(`sess_${fields.CallSid}`);
    expect(turns).toHaveLength(1);
    expect(Object.keys(turns[0]?.caller?.deliveries ?? {})).toEqual(['0']);
  });

  test('and a ring, twenty times at once, is one call, one session, one greeting', async () => {
    const { claude, lambda, metrics } = world();
    const [calls, sessions, warm] = [
      metrics.of('callsTotal').length,
      metrics.of('sessionsTotal').length,
      claude.warmUps.length,
    ];
    const ring = { path: voicePath('inbound'), fields: ringFields() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => knock(ring)));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    await lambda.settled();
    expect(metrics.of('callsTotal').length - calls).toBe(1);
    expect(metrics.of('sessionsTotal').length - sessions).toBe(1);
    expect(claude.warmUps.length - warm).toBe(1);
  });
});

function expectTwins(exchanges: readonly WebhookExchange[]): void {
  expect(exchanges.length).toBeGreaterThan(0);
  for (const { url, status, body, duplicate } of exchanges)
    expect({ status: duplicate?.status, body: duplicate?.body }, url).toEqual({ status, body });
}

/** How often each metric was emitted, but for those of the webhooks themselves. */
function countsOf(samples: readonly { metric: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { metric } of samples) if (!metric.startsWith('webhook')) counts[metric] = (counts[metric] ?? 0) + 1;
  return counts;
}

async function act(caller: PhoneCall, step: string): Promise<unknown> {
  if (step === 'is silent') return caller.isSilent();
  return step === 'speaks' ? caller.says('Tell me something.') : caller.presses(step.slice(-1));
}
