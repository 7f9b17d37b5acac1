import { memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { sweep } from '#lib/domain/afterwards/sweep.ts';
import type { TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { erasureIdOf } from '#lib/domain/erasure/erasure.ts';
import { orderErasure } from '#lib/domain/erasure/order-erasure.ts';
import { sampleStart } from '#test/support/samples.ts';

export const companyId = 'acme';
export const customerId = 'cus_1';

/** Stores in memory, a clock that stands, and deletions in them. */
export function erasureScene() {
  const stores = memoryStores();
  let now = Date.parse(sampleStart);
  const clock = { now: () => now, sleep: async () => undefined };
  // What is not started the sweep finds.
  const worker = { start: async () => undefined, startAfterwards: async () => undefined };
  const erasedRecordings: string[] = [];
  const phoneLines = {
    eraseRecording: async (_: string, recordingSid: string) => {
      erasedRecordings.push(recordingSid);
    },
  };
  const ports = {
    ...stores,
    clock,
    worker,
    phoneLines,
    log: memoryLog(),
    metrics: memoryMetrics(),
  } as unknown as TaskPorts;
  return {
    stores,
    ports,
    clock,
    erasedRecordings,
    /** ISO time, so many milliseconds from now. */
    at: (ms = 0) => new Date(now + ms).toISOString(),
    orders: (of = customerId) => orderErasure(ports, { companyId, customerId: of, subject: 'somebody' }),
    /** Time goes by, and all that is due then is done, by these ports or these. */
    async passes(ms: number, by: TaskPorts = ports): Promise<void> {
      now += ms;
      for (let swept = await sweep(by); swept.done > 0; ) swept = await sweep(by);
    },
    async erasure(of = customerId) {
      const erasure = await stores.erasures.find(companyId, await erasureIdOf(companyId, of));
      if (erasure === undefined) throw new Error('Nobody has ordered it.');
      return erasure;
    },
  };
}
