import { beforeAll, expect, test } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import { told, uses } from '#test/support/afterwards.ts';
import { storeRequests } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';

const { world, store } = useFaultyWorld();
const line = '+12025550139';

beforeAll(() =>
  world().company({ ...told, businessHours: {}, companyId: 'records', phoneNumber: line, recordMessages: true }),
);

async function asked(): Promise<PhoneCall> {
  const caller = await world().caller({ to: line });
  world().claude.script(uses('record_message', { reason: 'Broken lamp' }));
  await caller.says('Let me leave a message.');
  await world().lambda.settled();
  return caller;
}

const goesOn = async (caller: PhoneCall): Promise<void> => {
  store().heals();
  world().claude.script({ text: 'Of course.' });
  expect(await caller.says('Then write it down.')).toSpeak('Of course.');
  await caller.hangsUp();
};

test('a consent that cannot be kept is none: nothing is recorded, and the AI goes on', async () => {
  const caller = await asked();
  store().breaks(storeRequests.all);
  await caller.says('Yes.');
  expect(caller.heard.slice(-1)).toSpeak(/there is none\. You can tell me instead/);
  expect(caller.webhooks.some(({ body }) => body.includes('<Record'))).toBe(false);
  await goesOn(caller);
});

test('a store that fails after the tone: the caller is thanked, and Twilio tells of the recording again', async () => {
  const caller = await asked();
  await caller.says('Yes.');
  store().breaks(storeRequests.all);
  expect(await caller.says('My lamp came broken.')).toSpeak(/your message for the team is recorded/);
  const callback = caller.webhooks.find(({ url }) => url.includes('/events/'));
  expect(callback?.status).toBe(503);
  store().heals();
  expect(callback && (await caller.sendAgain(callback))).toMatchObject({ status: 200 });
  const call = await world().stores.calls.find(caller.callSid);
  expect(call?.recordings?.[1]?.recording).toMatchObject({ status: 'completed' });
  await goesOn(caller);
});
