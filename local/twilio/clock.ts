import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The time of one call. At a finite speaking rate it is real time. At Infinity nothing is waited for: a pause, a ring or a
 * talk moves this clock forward instead, so that gaps and durations still come out as a caller would measure them.
 */
export class CallClock {
  readonly #charactersPerSecond: number;
  #skippedMs = 0;

  constructor(charactersPerSecond: number) {
    this.#charactersPerSecond = charactersPerSecond;
  }

  /** Milliseconds, on a scale of the call's own. */
  now(): number {
    return performance.now() + this.#skippedMs;
  }

  date(): Date {
    return new Date(Date.now() + this.#skippedMs);
  }

  /** Rejects with the signal's reason when it is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (Number.isFinite(this.#charactersPerSecond)) return await waitReally(ms, signal);
    this.#skippedMs += ms;
  }

  /** What a person does, or undefined when they took longer. In no time at all nobody is late: at Infinity there is no limit. */
  async within<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T | undefined> {
    if (!Number.isFinite(this.#charactersPerSecond)) return await unlessAborted(promise, signal);
    const done = new AbortController();
    const tooLate = this.wait(ms, AbortSignal.any([signal, done.signal])).catch(() => signal.throwIfAborted());
    return await Promise.race([promise, tooLate.then(() => undefined)]).finally(() => done.abort());
  }

  /** As long as it takes to say the text. */
  async speak(text: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const ms = (text.length / this.#charactersPerSecond) * 1000;
    if (ms > 0) await waitReally(ms, signal);
  }
}

async function waitReally(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/** The promise, or the signal's reason if that comes first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
