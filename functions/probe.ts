import { probeHealth } from '#lib/domain/probe-health.ts';
import { scheduledJob } from '#lib/http/scheduled.ts';
import { publicDoor } from '#lib/runtime/wire-probe.ts';

/** Every minute: asks our own public door how we are, as the outside would. */
export const handler = scheduledJob(({ ports, settings }) => probeHealth({ ...ports, door: publicDoor(settings) }));
