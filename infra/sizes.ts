import type { Entry } from '#infra/entries.ts';
import { apiLimits, webhookLimits } from '#lib/names.ts';
import { type Route, routes } from '#lib/routes.ts';

export type Size = { memoryMb: number; timeoutMs: number };

/** Somebody on the phone waits: memory buys processor, and with it a shorter cold start. */
const onThePhone = 1_024;
const offThePhone = 512;
/** Long enough for a turn with slow tools, and over before a job's claim runs out (two minutes) and another takes it. */
const workerTimeoutMs = 110_000;

/** What a function gets, by who waits for it. */
export function sizeOf(entry: Entry): Size {
  const rows: readonly Route[] = routes;
  const door = rows.find((row) => row.entry === entry || row.stream === entry)?.door;
  switch (door) {
    case 'twilio':
      return { memoryMb: onThePhone, timeoutMs: webhookLimits.timeoutMs };
    case 'open':
      return { memoryMb: offThePhone, timeoutMs: webhookLimits.timeoutMs };
    case 'json':
      return { memoryMb: offThePhone, timeoutMs: apiLimits.timeoutMs };
    case undefined:
      return { memoryMb: entry === 'turn' ? onThePhone : offThePhone, timeoutMs: workerTimeoutMs };
    default:
      return door satisfies never;
  }
}
