import { AfterwardsJobEvent } from '#lib/contracts/afterwards-job.ts';
import { runTask } from '#lib/domain/afterwards/run-task.ts';
import { workerJob } from '#lib/http/worker.ts';
import { afterwardsPorts } from '#lib/runtime/wire-afterwards.ts';

/** The afterwards worker: does one task of the outbox, off the call. */
export const handler = workerJob(afterwardsPorts, AfterwardsJobEvent, (job, ports) => runTask(ports, job));
