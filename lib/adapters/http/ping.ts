import type { Dependency } from '#lib/ports/dependency.ts';

type Ping = Pick<Dependency, 'name' | 'critical'> & {
  url: string;
  /** The request's headers, or undefined where there are no keys to ask with. */
  headers: () => Promise<Record<string, string> | undefined>;
};

/** A vendor's cheapest authenticated GET by plain fetch: their SDKs would cost the health check more than the answer is worth. */
export const pinged = ({ name, critical, url, headers }: Ping): Dependency => ({
  name,
  critical,
  check: async (signal) => {
    const keys = await headers();
    if (keys === undefined) return 'unconfigured';
    const response = await fetch(url, { headers: keys, signal });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`GET ${new URL(url).pathname} answered ${response.status}.`);
    return 'ok';
  },
});
