import type { Clock } from '#lib/ports/clock.ts';

/** A clock that stands still until it is told that time has passed. Nobody waits by it. */
export type HandClock = Clock & { pass(ms: number): void };

export function handClock(start: string): HandClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    sleep: async () => undefined,
    pass(ms) {
      now += ms;
    },
  };
}
