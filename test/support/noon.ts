import { systemClock } from '#lib/runtime/wire.ts';

/**
 * A clock that says noon or one in New York, today or yesterday, and is behind the wall's: an hour at which most people may
 * be called. `pass` moves it on.
 */
export function noonClock() {
  const latest = new Date();
  const noon = latest.setUTCHours(17, 0, 0, 0) > Date.now() ? latest.getTime() - 86_400_000 : latest.getTime();
  let behindMs = Date.now() - noon;
  return {
    now: () => Date.now() - behindMs,
    sleep: systemClock.sleep,
    pass: (ms: number) => {
      behindMs -= ms;
    },
  };
}
