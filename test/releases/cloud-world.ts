import { afterAll, beforeEach } from 'vitest';
import { type MemoryLog, memoryLog } from '#lib/adapters/memory/log.ts';
import { type MemoryMetrics, memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import type { RollbackPorts } from '#lib/domain/releases/roll-back.ts';
import { env, releaseNames } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import { releasedEntries } from '#lib/routes.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { releasePorts } from '#lib/runtime/wire-releases.ts';
import { type Cloud, startCloud } from '#local/aws/cloud/cloud.ts';

export const names = releaseNames('staging');
export const entries = releasedEntries();
export const topicArn = 'arn:aws:sns:us-east-1:000000000000:cs-ai-staging-critical';

/** Time that passes only where somebody waits, or a test puts it forward. */
export type HandClock = Clock & { forward(ms: number): void };

export type CloudWorld = {
  cloud: Cloud;
  ports: RollbackPorts;
  log: MemoryLog;
  metrics: MemoryMetrics;
  clock: HandClock;
  /** Publishes a version of every function and returns nothing: `build` is its description. */
  publish(build: string): void;
  /** Publishes, and points every alias at it. */
  deploy(build: string): void;
  /** Marks what is live as a good release. */
  good(number: number): Promise<void>;
  /** Where every alias points, as the numbers that occur. */
  live(): number[];
  /** The alarm, as it stands since now. */
  alarm(value: 'OK' | 'ALARM'): void;
  /** What EventBridge hands the rollback function. */
  event(change?: { alarmName?: string; value?: string }): object;
};

/** A stage of which nothing but its releases is there. Every test has one of its own. */
export function useCloud(): () => CloudWorld {
  let world: CloudWorld | undefined;
  const earlier = { ...process.env };
  beforeEach(async () => {
    await world?.cloud.close();
    world = await start();
  });
  afterAll(async () => {
    await world?.cloud.close();
    for (const name of Object.keys(process.env)) if (!(name in earlier)) delete process.env[name];
    Object.assign(process.env, earlier);
  });
  return () => {
    if (world === undefined) throw new Error('The cloud is not up yet: use it inside a test.');
    return world;
  };
}

async function start(): Promise<CloudWorld> {
  const cloud = await startCloud();
  Object.assign(process.env, cloud.variables, { [env.stage]: 'staging' });
  const [log, metrics, clock] = [memoryLog(), memoryMetrics(), handClock()];
  furnish({ log, metrics, clock });
  const ports = releasePorts();
  cloud.parameters.values.set(`${names.parameters}topic`, topicArn);
  const publish = (build: string): void => {
    for (const entry of entries) cloud.functions.publish(names.functionName(entry), build);
  };
  const world: CloudWorld = {
    cloud,
    ports,
    log,
    metrics,
    clock,
    publish,
    deploy(build) {
      publish(build);
      for (const entry of entries) {
        const name = names.functionName(entry);
        cloud.functions.point(name, Math.max(...cloud.functions.versionsOf(name)));
      }
    },
    async good(number) {
      const live = entries.map((entry) => [entry, cloud.functions.liveOf(names.functionName(entry)).version] as const);
      const at = new Date(clock.now()).toISOString();
      const versions = Object.fromEntries(live);
      await ports.notes.addGood({ number, build: `build-${number}`, versions, since: at, markedAt: at });
    },
    live: () => [
      ...new Set(
        entries.flatMap((entry) => {
          const { version, weights } = cloud.functions.liveOf(names.functionName(entry));
          return [version, ...Object.keys(weights).map(Number)];
        }),
      ),
    ],
    alarm: (value) => cloud.alarms.set(names.rollbackAlarm, value, clock.now()),
    event: ({ alarmName = names.rollbackAlarm, value = 'ALARM' } = {}) => ({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName, state: { value } },
    }),
  };
  return world;
}

function handClock(): HandClock {
  let now = Date.parse('2026-11-23T12:00:00.000Z');
  const forward = (ms: number): void => {
    now += ms;
  };
  return {
    now: () => now,
    sleep: async (ms) => forward(ms),
    forward,
  };
}
