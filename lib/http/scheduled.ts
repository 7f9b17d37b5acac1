import { type World, world } from '#lib/runtime/wire.ts';

/** The clock's door: nothing in, what was done out. What fails is logged and thrown on, so that Lambda counts it. */
export function scheduledJob<Result>(work: (world: World) => Promise<Result>): () => Promise<Result> {
  return async () => {
    const standing = world();
    try {
      return await work(standing);
    } catch (cause) {
      standing.ports.log.error('scheduled job failed', cause);
      throw cause;
    }
  };
}
