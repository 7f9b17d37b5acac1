import { expect, test, vi } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import type { SaidFacts } from '#lib/domain/said-facts.ts';
import type { Session } from '#lib/domain/session.ts';
import { runTool } from '#lib/domain/tools/registry.ts';
import { customerOf, line, noon, orderOf } from '#test/domain/authority-samples.ts';
import { handClock } from '#test/ledger/hand-clock.ts';
import { freshId, sampleExpiry, sampleSession } from '#test/support/samples.ts';

// All of it is work for the processor, which others may share.
vi.setConfig({ testTimeout: 60_000 });

type CallerId = Session['callerId'];

const phone = '+12025550123';
const bob = '+12025550124';
const email = 'dana.muller@example.com';
const withheld = undefined;
const mobile = (n: number): CallerId => ({ number: `+1202555${1_000 + n}`, attested: false });

/** A company, and what its callers are told when they say who they are: each call is a session of its own. */
function company() {
  const shop = memoryShop({
    customers: [
      customerOf({ emails: [email], phones: [phone], postcode: '20014' }),
      customerOf({ customerId: 'cus_bob', emails: [], phones: [bob] }),
    ],
    orders: [orderOf([line('a', 1_000)], { orderId: 'A-1001' })],
  });
  const clock = handClock(noon);
  const ports = { ...memoryStores(), shops: memoryShops(), clock, log: memoryLog(), metrics: memoryMetrics() };
  const call = async (callerId: CallerId, guesses: readonly SaidFacts[]): Promise<string | undefined> => {
    let session = sampleSession({ companyId: 'acme', sessionId: freshId('sess'), ...(callerId && { callerId }) });
    await ports.sessions.createOnce(session, sampleExpiry);
    for (const input of guesses) {
      clock.pass(1_000);
      const ask = { kind: 'toolCall', id: 'call_1', tool: 'verify_customer', input } as const;
      session =
        (await runTool(ports, { session, turn: 1, shop, personMissed: false }, ask, new Map())).session ?? session;
    }
    return session.verified?.customerId;
  };
  return { call, clock };
}

const postcodes = Array.from({ length: 60 }, (_, at) => String(20_001 + at));

/** Whether somebody who knows one fact and guesses the postcode gets in, with fifty guesses in as many calls as it takes. */
async function getsIn(known: (guess: number) => SaidFacts, callerIdOf: (call: number) => CallerId): Promise<boolean> {
  const { call } = company();
  for (let at = 0; at < postcodes.length; at += 3) {
    const guesses = postcodes.slice(at, at + 3).map((postcode, nth) => ({ ...known(at + nth), postcode }));
    if ((await call(callerIdOf(at), guesses)) === 'cus_dana') return true;
  }
  return false;
}

test('a postcode is not found by guessing over many calls, whatever else is known and however the number changes', async () => {
  expect(await getsIn(() => ({ email }), mobile)).toBe(false);
  expect(
    await getsIn(
      () => ({ email }),
      () => withheld,
    ),
  ).toBe(false);
  expect(
    await getsIn(
      () => ({ orderId: 'A-1001' }),
      () => withheld,
    ),
  ).toBe(false);
  expect(
    await getsIn(
      (n) => ({ email: n % 2 === 0 ? email : email.toUpperCase() }),
      () => withheld,
    ),
  ).toBe(false);
});

test('the same order in other words is the same order', async () => {
  const spellings = ['A-1001', '1001', 'order a 1001', '#1001', 'A1001'];
  expect(
    await getsIn(
      (n) => ({ orderId: spellings[n % spellings.length] ?? '' }),
      () => withheld,
    ),
  ).toBe(false);
});

test('a customer who guesses at another one is themselves, and has guessed', async () => {
  const { call } = company();
  const said = postcodes.slice(0, 20).map((postcode) => [{ email, postcode }]);
  for (const guess of said) expect(await call({ number: bob, attested: true }, guess)).toBe('cus_bob');
});

test('what one caller guesses locks nobody else out: another order, another day, a number that the carrier vouches for', async () => {
  const { call, clock } = company();
  const wrong = { orderId: 'A-1001', email: 'x@example.com' };
  for (let n = 0; n < 6; n += 1) await call({ number: phone, attested: false }, [wrong, wrong, wrong]);
  const right = { orderId: 'A-1001', email };
  expect(await call(mobile(1), [right])).toBeUndefined();
  expect(await call(mobile(1), [{ email, postcode: '20014' }])).toBe('cus_dana');
  expect(await call({ number: phone, attested: true }, [right])).toBe('cus_dana');
  clock.pass(86_400_000);
  expect(await call(mobile(1), [right])).toBe('cus_dana');
});

test('who says what is right has used up no tries: a switchboard may prove as many callers as it has', async () => {
  const { call } = company();
  for (let n = 0; n < 30; n += 1) expect(await call(mobile(1), [{ orderId: 'A-1001', email }])).toBe('cus_dana');
});
