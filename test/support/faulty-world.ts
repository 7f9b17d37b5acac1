import { afterAll, afterEach, beforeAll } from 'vitest';
import { env } from '#lib/names.ts';
import { type FaultyDynamo, startFaultyDynamo } from '#test/support/faulty-dynamodb.ts';
import { useWorld, type World } from '#test/support/world.ts';

/** A world whose store a test may break; it is whole again after each test. */
export function useFaultyWorld(options?: Parameters<typeof useWorld>[0]): { world(): World; store(): FaultyDynamo } {
  let store: FaultyDynamo | undefined;
  // Before the desk, which takes the store that the environment names.
  beforeAll(async () => {
    store = await startFaultyDynamo();
    process.env[env.dynamodbEndpoint] = store.endpoint;
  });
  const world = useWorld(options);
  afterEach(() => store?.heals());
  afterAll(async () => {
    delete process.env[env.dynamodbEndpoint];
    await store?.close();
  });
  return {
    world,
    store: () => {
      if (store === undefined) throw new Error('The store is not up yet: use it inside a test.');
      return store;
    },
  };
}
