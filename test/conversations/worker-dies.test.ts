import { expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { shown, uses } from '#test/support/afterwards.ts';
import type { StoreRequest } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';

/** The hard stop, after which the webhook gives a dead worker up, comes after five seconds. */
const { world, store } = useFaultyWorld({ faster: 4 });
const say = (text: string) => ({ text });
const looksUp = uses('search_knowledge', { query: 'delivery' }, 'One moment, I am looking.');

/** What the worker writes of a reply, but for its sentences. */
const isOfReply = ({ command, table, body }: StoreRequest): boolean =>
  command === 'UpdateItem' && table === 'CSMessage' && body.includes('parts') && !body.includes('givenUpBy');
const finishes = (request: StoreRequest): boolean => isOfReply(request) && request.body.includes('finishedBy');

/** The worker dies before it can write these; the caller is told that it takes too long. */
async function diesBefore(
  which: (request: StoreRequest) => boolean,
  caller: PhoneCall,
  words = 'How long does delivery take?',
) {
  store().breaks(which);
  await caller.says(words);
  await world().lambda.settled();
  store().heals();
  expect(caller.heard).toSpeak(/that took too long/);
  expect(caller).toListen();
}

async function nextTurn(caller: PhoneCall): Promise<string> {
  world().claude.script(say('Yes.'));
  expect(await caller.says('Did you say five?')).toSpeak('Yes.');
  return shown(world());
}

test('a worker that dies in its first words: the next turn knows what was said', async () => {
  const caller = await world().caller();
  world().claude.script(say('It takes three to five days. Anything else?'));
  await diesBefore(finishes, caller);
  expect(caller.heard).toSpeak(/It takes three to five days\. Anything else\?/);
  expect(await nextTurn(caller)).toContain('It takes three to five days. Anything else?');
  await caller.hangsUp();
});

test('a worker that dies after a tool, while it speaks: the next turn knows the tool and what was said after it', async () => {
  const caller = await world().caller();
  world().claude.script(looksUp, say('It takes three to five days. Anything else?'));
  await diesBefore(finishes, caller);
  expect(caller.heard).toSpeak(/I am looking\. It takes three to five days\. Anything else\?/);
  const history = await nextTurn(caller);
  expect(history).toMatch(/I am looking\..*tool_result.*It takes three to five days\. Anything else\?/s);
  // Each of it once.
  for (const words of ['I am looking', 'It takes three to five days'])
    expect(history.split(words), words).toHaveLength(2);
  await caller.hangsUp();
});

test('a worker that dies between two tools: the next turn knows what was said before each', async () => {
  const caller = await world().caller();
  world().claude.script(looksUp, uses('search_knowledge', { query: 'tables' }, 'And once more for tables.'));
  let saved = 0;
  await diesBefore((request) => {
    if (!isOfReply(request)) return false;
    saved += 1;
    return saved > 1;
  }, caller);
  const history = await nextTurn(caller);
  expect(history).toMatch(/I am looking\..*tool_result.*And once more for tables\./s);
  expect(history.split('tool_result')).toHaveLength(2);
  await caller.hangsUp();
});

test('a worker that dies before it could keep anything: the next turn knows what was said', async () => {
  const caller = await world().caller();
  world().claude.script(looksUp);
  await diesBefore(isOfReply, caller);
  expect(await nextTurn(caller)).toContain('One moment, I am looking.');
  await caller.hangsUp();
});

test('a worker that dies when it has given money back: the next turn knows that, once, and may say so', async () => {
  const { claude } = world();
  const caller = await world().caller({ from: '+12025550123', params: { StirVerstat: 'TN-Validation-Passed-A' } });
  claude.script(uses('verify_customer', {}), say('Hello, Dana.'));
  await caller.says('It is Dana.');
  claude.script(uses('apply_credit', { amount: 5, reason: 'The rug came late.' }, 'One moment.'));
  await diesBefore(isOfReply, caller, 'Is there anything you can do for me?');
  const executed = () => world().stores.ledger.ofSession(demo.companyId, `sess_${caller.callSid}`);
  expect((await executed()).map(({ state }) => state)).toEqual(['executed']);

  claude.script(say('You have a credit of $5.00, Dana.'), say('Five dollars.'));
  expect(await caller.says('And my credit?')).toSpeak(/a credit of \$5\.00/);
  const told = 'A credit of 5.00 USD was carried out in the turn before';
  expect(shown(world())).toContain(told);
  await caller.says('How much?');
  expect(shown(world()).split(told)).toHaveLength(2);
  await caller.hangsUp();
});
