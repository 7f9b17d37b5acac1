import { furnish, world } from '#lib/runtime/wire.ts';

type Furniture = Parameters<typeof furnish>[0];

/**
 * Runs something in another environment, as a fresh process would find it: nothing cached, the settings read anew.
 * `undefined` takes a variable away. The log, the metrics and the clock stay those of the desk.
 */
export async function inEnvironment<T>(
  changes: Record<string, string | undefined>,
  run: () => Promise<T>,
  furniture: Furniture = {},
): Promise<T> {
  const earlier = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  const { log, metrics, clock } = world().ports;
  assign(Object.entries(changes));
  try {
    furnish({ log, metrics, clock, ...furniture });
    return await run();
  } finally {
    assign(earlier);
    furnish({ log, metrics, clock });
  }
}

function assign(changes: Iterable<readonly [string, string | undefined]>): void {
  for (const [name, value] of changes) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
