import type { Clock } from '#lib/ports/clock.ts';
import { systemClock } from '#lib/runtime/wire.ts';

export type JumpingClock = Clock & { jump(days: number): void };

/** The wall's clock, but for the days that a test lets pass. */
export function jumpingClock(): JumpingClock {
  let ahead = 0;
  return {
    now: () => systemClock.now() + ahead,
    // Who polls asks less often: many calls at once keep this machine busy enough.
    sleep: (ms, signal) => systemClock.sleep(ms * 3, signal),
    jump(days) {
      ahead += days * 86_400_000;
    },
  };
}
