import { expect, test } from 'vitest';
import { sweeps } from '#test/support/afterwards.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { settableClock } from '#test/support/settable-clock.ts';
import { useWorld } from '#test/support/world.ts';

const clock = settableClock();
const world = useWorld({ clock });

const at = (callSid: string, path: string, fields: Record<string, string> = {}) =>
  knock({ path: voicePath(path), fields: ringFields({ CallSid: callSid, ...fields }) });
const freshCall = (): string => String(ringFields().CallSid);
const ends = (callSid: string) => at(callSid, 'status-callback', { CallStatus: 'completed', CallDuration: '3' });

test('a call whose end came before its ring is closed in a minute, once', async () => {
  const callSid = freshCall();
  await ends(callSid);
  await ends(callSid);
  await at(callSid, 'inbound');
  expect((await world().stores.calls.find(callSid))?.endedAt).toBeUndefined();
  await sweeps(world());
  expect((await world().stores.calls.find(callSid))?.endedAt).toBeUndefined();
  clock.forward(61_000);
  const before = world().metrics.of('callsDuration').length;
  await sweeps(world());
  await sweeps(world());
  expect(await world().stores.calls.find(callSid)).toMatchObject({ status: 'completed', durationSeconds: 3 });
  expect(await world().stores.sessions.find(`sess_${callSid}`)).toMatchObject({ status: 'abandoned' });
  expect(world().metrics.of('callsDuration').slice(before)).toEqual([3]);
});

test('the end of a call that was refused leaves no call behind', async () => {
  const callSid = freshCall();
  await ends(callSid);
  clock.forward(61_000);
  await sweeps(world());
  expect(await world().stores.calls.find(callSid)).toBeUndefined();
});

test('an end that comes twice, before and after the ring, is taken once', async () => {
  const callSid = freshCall();
  await ends(callSid);
  await at(callSid, 'inbound');
  const before = world().metrics.of('callsDuration').length;
  await ends(callSid);
  clock.forward(61_000);
  await sweeps(world());
  expect(world().metrics.of('callsDuration').slice(before)).toEqual([3]);
});
