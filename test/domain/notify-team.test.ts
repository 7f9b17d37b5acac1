import { expect, test, vi } from 'vitest';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { notifyTeam } from '#lib/domain/afterwards/notify-team.ts';
import { sampleCall, sampleProfile } from '#test/support/samples.ts';

test('a worker that does not start keeps no caller waiting, and the message is written down for the sweep', async () => {
  const createOnce = vi.fn(async () => true);
  const slept: number[] = [];
  const ports = {
    outbox: { createOnce },
    worker: { startAfterwards: () => new Promise<never>(() => undefined) },
    clock: { now: () => 0, sleep: async (ms: number) => void slept.push(ms) },
    log: memoryLog(),
  };
  const call = sampleCall({ profile: sampleProfile({ notify: true }) });
  await notifyTeam(ports as never, 'escalation', { call, attempt: 1 });
  expect(createOnce).toHaveBeenCalledOnce();
  expect(slept).toEqual([300]);
});
