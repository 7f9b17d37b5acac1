import { expect, test } from 'vitest';
import type { LogLine } from '#lib/adapters/memory/log.ts';
import { demo } from '#local/demo-company.ts';
import { storeRequests } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';

const { world, store } = useFaultyWorld();

/** What no line may hold: what was said, typed and told, who called, who was called. */
const personal = {
  words: 'marmalade zeppelin',
  reply: 'Periwinkle lagoon',
  summary: 'kumquat orchard',
  reason: 'tangerine',
  digit: '7',
  caller: '+12025559876',
  callerName: 'Quentin Zephyr',
  city: 'Xanadu',
  card: '4111 1111 1111 1111',
};

/** Lines that must have been written for the test to mean anything. */
const told = [
  'webhook',
  'webhook failed',
  'webhook refused',
  'model call failed',
  'escalation',
  'call closed',
  'call refused',
];

test('no line of a whole call, its failures with it, holds a word or a number of anybody', async () => {
  const { claude, log, metrics, twilio } = world();
  twilio.agents.when(demo.personPhone).isBusy();
  const params = { CallerName: personal.callerName, FromCity: personal.city, ForwardedFrom: personal.caller };
  const caller = await world().caller({ from: personal.caller, params, statusEvents: 'all' });

  claude.script(
    { fail: { status: 400, type: 'invalid_request_error', message: `messages.3: "${personal.words}" is not allowed` } },
    { text: `${personal.reply}!`, tools: [{ name: 'search_knowledge', input: { query: personal.words } }] },
    { text: personal.reply },
  );
  await caller.says(`My card is ${personal.card}, said the ${personal.words}.`);
  claude.script({ text: `You pressed ${personal.reply}.` });
  await caller.presses(personal.digit);
  store().breaks(storeRequests.all);
  await caller.says(personal.words);
  store().heals();
  claude.script({
    text: personal.reply,
    tools: [{ name: 'transfer_to_human', input: { reason: personal.reason, summary: personal.summary } }],
  });
  await caller.says(`${personal.words} again`);
  claude.script(
    { text: personal.reply, tools: [{ name: 'search_knowledge', input: { query: 7, note: personal.words } }] },
    { text: [], stopReason: 'refusal' },
  );
  await caller.says(personal.words);
  await caller.hangsUp();
  await caller.sendAgain(caller.webhooks[1] ?? caller.webhooks[0] ?? raise());
  await refusals();
  await world().lambda.settled();

  expect(caller.heard.map(({ text }) => text).join(' ')).toContain(personal.reply);
  const lines = log.lines.map(withoutPii);
  expect(log.lines.map(({ message }) => message)).toEqual(expect.arrayContaining(told));
  for (const [what, text] of Object.entries({ ...personal, person: demo.personPhone, called: demo.phoneNumber })) {
    if (what === 'digit') continue;
    for (const form of formsOf(text)) {
      expect(
        lines.filter((line) => line.toLowerCase().includes(form)),
        what,
      ).toEqual([]);
      expect(JSON.stringify(metrics.samples).toLowerCase()).not.toContain(form);
    }
  }
});

/** Those whom the door sends away are nobody's to write down either. */
async function refusals(): Promise<void> {
  const fields = () =>
    ringFields({ From: personal.caller, CallerName: personal.callerName, SpeechResult: personal.words });
  const path = voicePath('inbound');
  await knock({ path, fields: fields(), signature: 'forged' });
  await knock({ path, fields: fields(), body: `From=${personal.caller}&SpeechResult=${personal.words}` });
  const { stores } = world();
  const config = await stores.companies.find(demo.companyId);
  if (config === undefined) throw new Error('The demo company has no config.');
  await stores.companies.replace({ ...config, blockedCallers: [personal.caller] });
  await inEnvironment({}, () => knock({ path, fields: fields() }));
}

/** As written, and as a number or a URL would show it. */
const formsOf = (text: string): string[] => {
  const digits = text.replace(/\D/g, '');
  const forms = [text.toLowerCase(), encodeURIComponent(text).toLowerCase()];
  return digits.length > 6 ? [...forms, digits, digits.slice(1)] : [...forms, ...text.toLowerCase().split(' ')];
};

/** All that a line says, errors and their causes with it. */
function withoutPii({ pii: _, cause, ...line }: LogLine): string {
  return `${JSON.stringify(line)} ${chainOf(cause)}`;
}

function chainOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause ?? '');
  return `${cause.name} ${cause.message} ${cause.stack} ${JSON.stringify(cause)} ${chainOf(cause.cause)}`;
}

function raise(): never {
  throw new Error('The call has no webhooks.');
}
