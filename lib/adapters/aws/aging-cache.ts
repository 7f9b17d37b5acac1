import type { Clock } from '#lib/ports/clock.ts';

export type AgingCacheOptions<Value> = {
  fetch(key: string): Promise<Value>;
  /** How long a value is fresh, by what it is: "there is none" may deserve a shorter life. Milliseconds. */
  maxAgeMs(value: Value): number;
  /** After a failed refresh, how long the old value is served before the next try. Milliseconds. */
  retryAfterMs: number;
  clock: Pick<Clock, 'now'>;
  /** A refresh failed and the old value is served. */
  onStale(key: string, cause: unknown): void;
};

export type AgingCache<Value> = {
  /** Throws what `fetch` threw, and only while there is no older value to serve. */
  get(key: string): Promise<Value>;
  /** The next `get` fetches. The old value stays at hand for the case that it cannot. */
  expire(key: string): void;
};

type Entry<Value> = { value: Value; freshUntil: number };

/** Values in memory with an age. However many ask at once, one fetch is under way per key. */
export function agingCache<Value>(options: AgingCacheOptions<Value>): AgingCache<Value> {
  const { clock } = options;
  const entries = new Map<string, Entry<Value>>();
  const fetching = new Map<string, Promise<Value>>();

  const refresh = async (key: string, old: Entry<Value> | undefined): Promise<Entry<Value>> => {
    try {
      const value = await options.fetch(key);
      return { value, freshUntil: clock.now() + options.maxAgeMs(value) };
    } catch (cause) {
      if (old === undefined) throw cause;
      options.onStale(key, cause);
      return { value: old.value, freshUntil: clock.now() + options.retryAfterMs };
    }
  };

  const start = (key: string): Promise<Value> => {
    const mine: Promise<Value> = refresh(key, entries.get(key))
      .then((entry) => {
        // Expired while under way: what it brought may be older than the reason to expire.
        if (fetching.get(key) === mine) entries.set(key, entry);
        return entry.value;
      })
      .finally(() => {
        if (fetching.get(key) === mine) fetching.delete(key);
      });
    fetching.set(key, mine);
    return mine;
  };

  return {
    async get(key) {
      const entry = entries.get(key);
      if (entry !== undefined && clock.now() < entry.freshUntil) return entry.value;
      return fetching.get(key) ?? start(key);
    },
    expire(key) {
      const entry = entries.get(key);
      if (entry !== undefined) entries.set(key, { ...entry, freshUntil: Number.NEGATIVE_INFINITY });
      fetching.delete(key);
    },
  };
}
