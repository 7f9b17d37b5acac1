import type { PublicDoor } from '#lib/ports/public-door.ts';

/** Our public address by plain fetch. Every connection is a new one: what is kept open proves nothing of the door. */
export const httpDoor = (baseUrl: string): PublicDoor => ({
  async get(path, timeoutMs) {
    const response = await fetch(baseUrl + path, {
      headers: { connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  },
});
