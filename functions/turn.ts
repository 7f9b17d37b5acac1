import { TurnJobEvent } from '#lib/contracts/turn-job.ts';
import { answerTurn, warmModel } from '#lib/domain/turn.ts';
import { workerJob } from '#lib/http/worker.ts';
import { workerPorts } from '#lib/runtime/wire-worker.ts';

/** The worker: takes one AI turn and writes its sentences as they come, or warms the model for a new conversation. */
export const handler = workerJob(workerPorts, TurnJobEvent, (job, ports) =>
  job.kind === 'warm' ? warmModel(ports, job) : answerTurn(ports, job),
);
