import { workers } from '#local/handlers.ts';

/** As often as the schedule in AWS runs the sweep. */
const everyMs = 60_000;

/** Sweeps the outbox as the schedule does in AWS, so that reminders come on the desk too. Returns the way to stop. */
export function startClockwork(): () => void {
  // What fails has been logged at the function's own door; the next run is another try.
  const timer = setInterval(() => void workers.sweep().catch(() => undefined), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
