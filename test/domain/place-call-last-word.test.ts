import { expect, test } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { placeCall } from '#lib/domain/outbound/place-call.ts';
import type { Contacts } from '#lib/ports/contacts.ts';
import type { NewCall } from '#lib/ports/phone-lines.ts';
import { freshCallSid } from '#test/support/samples.ts';

const companyId = 'acme';
const to = '+12025550123';
const now = Date.parse('2026-11-23T17:00:00Z');

test('who asks for no more calls while one is being asked for is not called any more', async () => {
  const stores = memoryStores();
  const dialled: NewCall[] = [];
  let asked = 0;
  const contacts: Contacts = {
    ...stores.contacts,
    // They say it right after it was looked up whether they had.
    find: async (...whom) => {
      const found = await stores.contacts.find(...whom);
      asked += 1;
      if (asked === 1) await stores.contacts.optOut(companyId, to, { at: new Date(now).toISOString(), by: 'call' });
      return found;
    },
  };
  const ports = {
    ...stores,
    contacts,
    clock: { now: () => now, sleep: async () => undefined },
    log: memoryLog(),
    metrics: memoryMetrics(),
    lines: {
      place: async (_: string, call: NewCall) => {
        dialled.push(call);
        return { callSid: freshCallSid(), from: '+12025550100' };
      },
      placedSince: async () => [],
    },
    urlsOf: () => ({ answerUrl: 'https://a/', statusUrl: 'https://s/', machineUrl: 'https://m/' }),
  };
  const request = {
    companyId,
    outboundId: 'out_1',
    to,
    about: 'a lamp',
    opening: 'outboundOpening',
    consent: 'request',
    timeZone: 'America/New_York',
  } as const;
  await expect(placeCall(ports, request)).rejects.toMatchObject({ code: 'optedOut' });
  expect(dialled).toEqual([]);
  // The number is let go, and the request is as if it had never been.
  expect(await stores.outboundCalls.find(companyId, 'out_1')).toMatchObject({ state: 'refused' });
  await stores.contacts.optIn(companyId, to, new Date(now).toISOString());
  expect(await placeCall(ports, request)).toMatchObject({ state: 'placed' });
});
