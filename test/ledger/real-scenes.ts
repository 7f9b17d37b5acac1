import { afterAll, beforeAll } from 'vitest';
import { webhookShop } from '#lib/adapters/commerce/webhook-shop.ts';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { type LocalDynamo, startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import { noon } from '#test/domain/authority-samples.ts';
import { type HandClock, handClock } from '#test/ledger/hand-clock.ts';
import { opening, type Scene, sceneOf } from '#test/ledger/scene.ts';
import { documentClient } from '#test/support/dynamodb.ts';
import { freshId } from '#test/support/samples.ts';

export type RealScene = Scene & { server: Shop };

export type RealScenes = {
  clock: HandClock;
  /** A company of its own, whose shop is asked by signed HTTP requests. */
  open(options?: { commandTimeoutMs?: number; shopClock?: () => number }): Promise<RealScene>;
  /** What a reconciler needs to see all of them. */
  together(scenes: readonly RealScene[]): Pick<Scene, 'ports'>;
};

const signingKey = 'a-signing-key-of-the-tests';

/** Scenes over DynamoDB (dynalite) and the webhook adapter with the demo shop, for one test file. */
export function useRealScenes(): () => RealScenes {
  const clock = handClock(noon);
  const servers: Shop[] = [];
  let dynamo: LocalDynamo | undefined;
  let stores: Stores | undefined;
  beforeAll(async () => {
    dynamo = await startEmbeddedDynamo();
    const client = documentClient(dynamo.endpoint);
    await createTables(client);
    stores = dynamodbStores(client);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await dynamo?.close();
  });
  return () => ({
    clock,
    async open({ commandTimeoutMs = 2_000, shopClock = clock.now } = {}) {
      if (stores === undefined) throw new Error('The stores are not up yet: use them inside a test.');
      const companyId = freshId('acme');
      const server = await startShop({ signingKey, opening, now: shopClock });
      servers.push(server);
      const shop = webhookShop({
        companyId,
        endpoint: server.endpoint,
        signingKeys: [signingKey],
        clock,
        newId: freshId,
        loopback: true,
        commandTimeoutMs,
      });
      return { ...sceneOf({ stores, shop, books: server.books, clock, companyId }), server };
    },
    together(scenes) {
      const [first] = scenes;
      if (first === undefined) throw new Error('There is no scene.');
      const shops = Object.fromEntries(scenes.map(({ session, shop }) => [session.companyId, shop]));
      return { ports: { ...first.ports, shops: memoryShops(shops), metrics: memoryMetrics() } };
    },
  });
}
