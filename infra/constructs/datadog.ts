import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { DatadogLambda } from 'datadog-cdk-constructs-v2';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import type { Stage } from '#infra/stages.ts';
import { env, serviceName } from '#lib/names.ts';

/** Of Datadog's Lambda extension. */
const extensionLayerVersion = 99;

/**
 * Datadog's extension beside every function, where the stage has a key for it, and our metrics sent to it. Not its Node
 * library: that wraps the handler and would put its import before the first word of every cold start. Payloads and logs are
 * not sent either: they say what callers said.
 */
export function addDatadog(scope: Construct, stage: Stage, functions: Iterable<ServedFunction>): void {
  if (stage.datadog === undefined) return;
  const datadog = new DatadogLambda(scope, 'Datadog', {
    apiKeySecret: Secret.fromSecretCompleteArn(scope, 'DatadogKey', stage.datadog.apiKeySecretArn),
    site: stage.datadog.site,
    env: stage.name,
    service: serviceName,
    version: stage.buildId,
    extensionLayerVersion,
    addLayers: false,
    redirectHandler: false,
    enableDatadogTracing: false,
    enableDatadogLogs: false,
    captureLambdaPayload: false,
    injectLogContext: false,
    sourceCodeIntegration: false,
  });
  const all = [...functions].map(({ fn }) => fn);
  datadog.addLambdaFunctions(all);
  for (const fn of all) fn.addEnvironment(env.datadogMetrics, 'true');
}
