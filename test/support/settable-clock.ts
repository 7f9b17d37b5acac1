import type { Clock } from '#lib/ports/clock.ts';
import { systemClock } from '#lib/runtime/wire.ts';

/** The wall's clock, which a test may put forward. */
export type SettableClock = Clock & { forward(ms: number): void };

export function settableClock(): SettableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    sleep: systemClock.sleep,
    forward: (ms) => {
      ahead += ms;
    },
  };
}
