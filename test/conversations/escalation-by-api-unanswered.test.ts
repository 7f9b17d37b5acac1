import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import { api } from '#test/support/api.ts';
import type { StoreRequest } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { team, teamConfig, transferOf } from '#test/support/transfers.ts';

const { world, store } = useFaultyWorld();
const notInProgress = { status: 400, code: 21220 };

beforeAll(() => world().company(teamConfig));
beforeEach(() => world().twilio.agents.when(team.first).answers({ presses: '1', talksMs: 10_000 }));

const escalate = (call: PhoneCall) =>
  api(world())
    .as('agent', 'team')
    .post(`/api/momentum/cs/sessions/sess_${call.callSid}/escalate`, { reason: 'Kim knows them.' });

test('a call that still rings is said to ring, and is put through once it was answered', async () => {
  // The ring is being answered and waits for the store: what Twilio has heard by then is nothing.
  store().breaks(({ command, table }: StoreRequest) => command === 'PutItem' && table === 'CSMessage', 'hangs');
  const caller = world().twilio.dialIn(world().incoming({ to: team.number }));
  await vi.waitFor(async () =>
    expect(await world().stores.sessions.find(`sess_${caller.callSid}`)).toMatchObject({ status: 'active' }),
  );
  expect(caller.status).toBe('ringing');
  const early = await escalate(caller);
  expect(early).toMatchObject({ status: 409, body: { code: 'conflict', detail: /still rings.* Ask again/ } });
  expect(early.headers['retry-after']).toMatch(/^[1-9]$/);
  expect(early.body.detail).not.toMatch(/over/);
  expect(await transferOf(world(), caller, 0)).toBeUndefined();

  store().heals();
  await caller.settled();
  expect(caller).toListen();
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: false } });
  await caller.settled();
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([true]);
});

test('a call that was answered while Twilio was asked is put through all the same', async () => {
  const caller = await world().caller({ to: team.number });
  world().twilio.failNext(notInProgress);
  expect(await escalate(caller)).toMatchObject({ status: 202, body: { already: false } });
  await caller.settled();
  expect(caller.dialled.map(({ bridged }) => bridged)).toEqual([true]);
});

test('where Twilio contradicts itself the caller stays with the AI, and nobody is told that the call is over', async () => {
  const caller = await world().caller({ to: team.number });
  const says = (...script: Parameters<ReturnType<typeof world>['twilio']['failNext']>) => {
    world().twilio.failNext(...script);
    return escalate(caller);
  };
  // It refuses and cannot say why.
  expect(await says(notInProgress, { status: 503, code: 20500 })).toMatchObject({
    status: 502,
    body: { detail: /over, or nobody has answered it yet/ },
  });
  expect(await transferOf(world(), caller, 0)).toBeUndefined();
  expect(caller).toListen();
  await caller.hangsUp();
});
