import { expect } from 'vitest';
import type { Clock } from '#lib/ports/clock.ts';
import { startShop } from '#local/shop/server.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { type Caller, type Prey, person, preyConfig, type Raid, twinOpenings } from '#test/hostile/prey.ts';
import { shopKey, type World } from '#test/support/world.ts';

export type PhonePrey = Prey & { phoneNumber: string; close(): Promise<void> };

let opened = 0;

/** Two companies on the desk, each with a shop of its own. */
export async function openTwins(world: World, clock: Clock, own: object = {}): Promise<[PhonePrey, PhonePrey]> {
  const [one, other] = await Promise.all(
    twinOpenings(clock.now()).map(async (opening): Promise<PhonePrey> => {
      opened += 1;
      const companyId = `prey-${opened}`;
      const phoneNumber = `+12025550${300 + opened}`;
      const config = preyConfig(companyId, own);
      const shop = await startShop({ signingKey: shopKey, opening, now: () => clock.now() });
      await world.company({ ...config, phoneNumber, shop });
      const { books, requests, close } = shop;
      return { companyId, phoneNumber, config, opening, books, requests, close };
    }),
  );
  if (one === undefined || other === undefined) throw new Error('Twins are two.');
  return [one, other];
}

type PhoneRaid = Raid & { call: PhoneCall };

/** Says all the utterances, in as many calls as it takes: one that came to its end is rung anew. Each turn is served. */
export async function raidByPhone(
  world: World,
  prey: PhonePrey,
  caller: Caller,
  utterances: readonly string[],
): Promise<PhoneRaid[]> {
  const raids: PhoneRaid[] = [];
  for (const words of utterances) {
    const raid = await atTheLine(world, prey, caller, raids);
    raid.said.push(words);
    const heard = await raid.call.says(words);
    expect(heard.length, `something is said to "${words}"`).toBeGreaterThan(0);
    expectServed(raid.call, words);
  }
  await raids.at(-1)?.call.hangsUp();
  return raids;
}

async function atTheLine(world: World, prey: PhonePrey, caller: Caller, raids: PhoneRaid[]): Promise<PhoneRaid> {
  const last = raids.at(-1);
  if (last !== undefined && last.call.ending === undefined) return last;
  const { from, params } = caller;
  const call = await world.caller({ from, params, to: prey.phoneNumber });
  const told = () => [...call.heard, ...call.dialled.flatMap(({ heard }) => heard)].map(({ text }) => text);
  const raid = { prey, caller, call, sessionId: `sess_${call.callSid}`, said: [], told };
  raids.push(raid);
  return raid;
}

/** Every webhook was answered with TwiML, nobody but the company's person was rung, and the caller has a next step. */
function expectServed(call: PhoneCall, words: string): void {
  for (const { purpose, status, answered, failure, url } of call.webhooks) {
    expect(failure, `${url} after "${words}"`).toBeUndefined();
    if (purpose !== 'twiml') continue;
    expect(status, url).toBe(200);
    expect(answered?.['content-type'], url).toContain('xml');
  }
  expect(call.warnings).toEqual([]);
  expect(call.dialled.filter(({ number }) => number !== person)).toEqual([]);
  const isServed = call.state === 'waiting-for-input' || call.ending?.by === 'hangup';
  expect(isServed, `${call.state} ${JSON.stringify(call.ending)} after "${words}"`).toBe(true);
}
