import { afterAll, afterEach, beforeAll } from 'vitest';
import { type MemoryLog, memoryLog } from '#lib/adapters/memory/log.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanySecret } from '#lib/contracts/integration.ts';
import { secretPrefix } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { type Desk, type DeskOptions, startDesk } from '#local/desk.ts';
import type { Shop } from '#local/shop/server.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { IncomingCall } from '#local/twilio/server.ts';
import { fastClock } from '#test/support/fast-clock.ts';
import '#test/support/matchers.ts';

export type World = Desk & {
  log: MemoryLog;
  /** Adds a company with a number of its own, on the demo account. */
  company(config: { companyId: string; phoneNumber: string; shop?: Shop } & Record<string, unknown>): Promise<void>;
  /** A caller whose call has been greeted. */
  caller(call?: Partial<IncomingCall>): Promise<PhoneCall>;
};

/** The key that every shop of a test is asked with. */
export const shopKey = 'test-shop-key';

type Options = Partial<DeskOptions> & {
  /** How many times faster than real the product's clock runs: fillers and hard stops come sooner. */
  faster?: number;
};

/**
 * A desk for one test file, with nothing but scripted model replies. After each test no reply may be left over and no
 * unexpected model call may have come.
 */
export function useWorld(options: Options = {}): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await startWorld(options);
  });
  afterEach(async () => {
    await world?.lambda.settled();
    try {
      world?.claude.assertDone();
    } finally {
      world?.claude.reset();
    }
  });
  afterAll(async () => {
    await world?.close();
  });
  return () => {
    if (world === undefined) throw new Error('The world is not up yet: use it inside a test.');
    return world;
  };
}

async function startWorld({ faster = 1, ...options }: Options): Promise<World> {
  const log = memoryLog();
  const clock: Clock | undefined = faster === 1 ? undefined : fastClock(faster);
  const desk = await startDesk({ log, mind: 'scripted-only', ...(clock === undefined ? {} : { clock }), ...options });
  return {
    ...desk,
    log,
    company: async ({ companyId, phoneNumber, shop, ...config }) => {
      await desk.stores.companies.createOnce(CompanyConfig.parse({ companyId, ...config }));
      await desk.stores.integrations.put({
        companyId,
        provider: 'TWILIO',
        category: 'COMMUNICATION',
        status: 'ACTIVE',
        phoneNumber,
      });
      if (shop !== undefined) {
        await desk.stores.integrations.put({
          companyId,
          provider: 'WEBHOOK',
          category: 'COMMERCE',
          status: 'ACTIVE',
          endpoint: shop.endpoint,
        });
      }
      const { accountSid, authToken } = desk.account;
      const secret: CompanySecret = {
        TWILIO: { current: { accountSid, authToken } },
        WEBHOOK: { current: { signingKey: shopKey } },
      };
      desk.secrets.secrets.set(`${secretPrefix('local')}${companyId}`, JSON.stringify(secret));
    },
    caller: (call) => desk.ring(call),
  };
}
