import type { Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { AppError } from '#lib/domain/errors.ts';
import type { Ports } from '#lib/ports/ports.ts';
import { workerPorts } from '#lib/runtime/wire-worker.ts';

/** The worker door: a job in, nothing out. What fails is logged and thrown on, so that Lambda tries it again. */
export function workerJob<Job>(
  schema: z.ZodMiniType<Job>,
  work: (job: Job, ports: Ports) => Promise<void>,
): (event: unknown, context: Context) => Promise<void> {
  return async (event) => {
    const ports = workerPorts();
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
