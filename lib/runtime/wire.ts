import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { lambdaWorker } from '#lib/adapters/aws/lambda-worker.ts';
import { powertoolsLog } from '#lib/adapters/aws/powertools-log.ts';
import { secretsManagerCredentials } from '#lib/adapters/aws/secrets-manager-credentials.ts';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { butChecks } from '#lib/adapters/metrics/but-checks.ts';
import { datadogMetrics } from '#lib/adapters/metrics/datadog.ts';
import { emfMetrics } from '#lib/adapters/metrics/emf.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';
import { readSettings, type Settings } from '#lib/runtime/env.ts';

/**
 * All ports but the model, the shops, text messages and the telephone lines: they cost time to import, and no webhook
 * talks to them (wire-worker.ts, wire-afterwards.ts, wire-phone-lines.ts).
 */
export type WebhookPorts = Omit<Ports, 'model' | 'shops' | 'texts' | 'phoneLines'>;
export type World = { settings: Settings; ports: WebhookPorts };

let standing: World | undefined;

/** The wired world of this process, made on first use. Throws AppError `misconfigured` for a setting that cannot be. */
export function world(): World {
  standing ??= wire(readSettings());
  return standing;
}

/** The desk and the tests listen in: call it after the environment is set and before the first event. */
export function furnish(change: Partial<Pick<WebhookPorts, 'log' | 'metrics' | 'clock'>>): void {
  const { settings, ports } = wire(readSettings(), change);
  standing = { settings, ports };
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    wait(ms, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(() => undefined),
};

/** A caller waits for these calls: each try is short (without `throwOnRequestTimeout` the SDK only warns), and tried again at once. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true };

function wire(settings: Settings, change: Partial<Pick<WebhookPorts, 'log' | 'metrics' | 'clock'>> = {}): World {
  const clock = change.clock ?? systemClock;
  const log = change.log ?? powertoolsLog({ stage: settings.stage, version: settings.version });
  const metrics = butChecks(change.metrics ?? metricsOf(settings, log));
  const common = { requestHandler, maxAttempts: 3 };
  const dynamodb = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...common, ...endpointOf(settings.dynamodbEndpoint) }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const credentials = secretsManagerCredentials({
    client: new SecretsManagerClient({ ...common, ...endpointOf(settings.secretsEndpoint) }),
    secretPrefix: settings.secretPrefix,
    maxAgeMs: 300_000,
    clock,
    log,
    ...(settings.anthropicApiKey === undefined ? {} : { platformApiKey: settings.anthropicApiKey }),
  });
  const worker = lambdaWorker({
    client: new LambdaClient({ ...common, ...endpointOf(settings.lambdaEndpoint) }),
    functionName: settings.turnFunction,
    afterwardsFunction: settings.afterwardsFunction,
  });
  return {
    settings,
    ports: {
      ...dynamodbStores(dynamodb, { tablePrefix: settings.tablePrefix }),
      credentials,
      worker,
      clock,
      log,
      metrics,
      newId: (kind) => `${kind}_${randomUUID()}`,
    },
  };
}

/** CloudWatch always; Datadog besides where it is switched on. */
function metricsOf({ stage, version, running, datadogMetrics: toDatadog }: Settings, log: Log): Metrics {
  const cloudwatch = emfMetrics({ stage, log, running });
  if (!toDatadog) return cloudwatch;
  const datadog = datadogMetrics({ stage, version, log });
  return {
    emit(...sample) {
      cloudwatch.emit(...sample);
      datadog.emit(...sample);
    },
  };
}

const endpointOf = (endpoint: string | undefined) => (endpoint === undefined ? {} : { endpoint });
