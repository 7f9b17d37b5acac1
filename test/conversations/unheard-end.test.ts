import { afterEach, expect, test } from 'vitest';
import { report, sweeps } from '#test/support/afterwards.ts';
import { api } from '#test/support/api.ts';
import type { StoreRequest } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { knock, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { settableClock } from '#test/support/settable-clock.ts';

const clock = settableClock();
const { world, store } = useFaultyWorld({ clock });
afterEach(() => store().heals());
const hour = 3_600_000;

/** A call to a number of its own company, for which nobody has set up where its end is told. */
async function ring() {
  const [companyId, to] = [freshId('alder'), samplePhoneNumber()];
  await world().company({ companyId, phoneNumber: to });
  const fields = ringFields({ To: to, AccountSid: world().account.accountSid });
  const callSid = String(fields.CallSid);
  const at = (path: string, own: Record<string, string> = {}) =>
    knock({ path: voicePath(path), fields: Object.assign(fields, own), token: world().account.authToken });
  const watch = () => world().stores.outbox.find(companyId, `unheard-end#${callSid}`);
  return { companyId, callSid, at, watch };
}

const isWatch = ({ table, body }: StoreRequest) => table === 'CSOutbox' && body.includes('unheard-end#');

test('a call to us whose end nobody tells is closed when no call can last any longer, counted and reported on', async () => {
  const { companyId, callSid, at } = await ring();
  await at('inbound');
  world().claude.script({ text: 'On Tuesday.' });
  expect(spoken(await at('speech/1', { SpeechResult: 'When does my order come?' }))).toContain('On Tuesday.');
  await world().lambda.settled();
  clock.forward(4 * hour);
  await sweeps(world());
  expect((await world().stores.calls.find(callSid))?.endedAt).toBeUndefined();
  clock.forward(hour);
  world().claude.answerAside(() => report());
  await sweeps(world());
  await sweeps(world());
  expect(await world().stores.calls.find(callSid)).toMatchObject({ status: 'completed', endedAt: expect.any(String) });
  expect(await world().stores.sessions.find(`sess_${callSid}`)).toMatchObject({ status: 'abandoned', afterCall: {} });
  const query = { granularity: 'month' };
  const { body } = await api(world()).as('viewer', companyId).get(voicePath('analytics'), { query });
  expect(body.total).toMatchObject({ sessions: 1, calls: { total: 1, byDirection: { inbound: { completed: 1 } } } });
});

test('a call that ended as calls do leaves nothing to look after', async () => {
  const { at, watch } = await ring();
  await at('inbound');
  expect(await watch()).toMatchObject({ state: 'open' });
  await at('status-callback', { CallStatus: 'completed', CallDuration: '3' });
  await world().lambda.settled();
  expect(await watch()).toMatchObject({ state: 'done', note: 'Ended in time.' });
});

test.each(['fails', 'hangs'] as const)('a store that %s with the watch costs the caller nothing', async (how) => {
  const { at, watch } = await ring();
  store().breaks(isWatch, how);
  const before = Date.now();
  expect(spoken(await at('inbound'))).toContain('AI assistant');
  expect(Date.now() - before).toBeLessThan(3_000);
  store().heals();
  await at('status-callback', { CallStatus: 'completed', CallDuration: '3' });
  await world().lambda.settled();
  expect(['done', undefined]).toContain((await watch())?.state);
});
