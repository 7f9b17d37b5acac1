import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { AppError } from '#lib/domain/errors.ts';
import type { Log } from '#lib/ports/telemetry.ts';

/**
 * The worker door: a job in, nothing out. What fails is logged and thrown on, so that Lambda counts it and lays the job with
 * the failed ones; who tries it again is whoever needs it (infra/constructs/background.ts). `portsOf` is the worker's own
 * wiring: what it imports is in this function's bundle only.
 */
export function workerJob<Job, WorkerPorts extends { log: Log }>(
  portsOf: () => WorkerPorts,
  schema: z.ZodMiniType<Job>,
  work: (job: Job, ports: WorkerPorts) => Promise<unknown>,
): (event: unknown, context: Context) => Promise<void> {
  return async (event) => {
    const ports = portsOf();
    const job = schema.safeParse(event);
    if (!job.success) {
      const cause = new AppError(
        'malformed',
        `The job is not one of ours: ${job.error.issues.map(({ message }) => message).join('; ')}.`,
      );
      // No retry makes it well: it is logged and dropped.
      ports.log.error('job refused', cause);
      return;
    }
    try {
      await work(job.data, ports);
    } catch (cause) {
      ports.log.error('job failed', cause);
      throw cause;
    }
  };
}
