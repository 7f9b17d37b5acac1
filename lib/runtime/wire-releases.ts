import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { cloudwatchAlarm } from '#lib/adapters/aws/cloudwatch-alarm.ts';
import { codedeployShifts } from '#lib/adapters/aws/codedeploy-shifts.ts';
import { lambdaFunctions } from '#lib/adapters/aws/lambda-functions.ts';
import { snsOperators } from '#lib/adapters/aws/sns-operators.ts';
import { ssmReleaseNotes, text } from '#lib/adapters/aws/ssm-release-notes.ts';
import type { RollbackPorts } from '#lib/domain/releases/roll-back.ts';
import { releaseNames } from '#lib/names.ts';
import { releasedEntries } from '#lib/routes.ts';
import { world } from '#lib/runtime/wire.ts';

let standing: { of: object; ports: RollbackPorts } | undefined;

/**
 * What looks after the releases of this stage. Nobody on the phone waits for these calls: they are patient, and go on where
 * AWS throttles. Another endpoint than AWS's is named by the SDK's own variables (AWS_ENDPOINT_URL_SSM and so on).
 */
export function releasePorts(): RollbackPorts {
  const { ports, settings } = world();
  if (standing?.of !== ports)
    standing = {
      of: ports,
      ports: { ...releasesOf(settings.stage, settings.lambdaEndpoint), clock: ports.clock, log: ports.log },
    };
  return standing.ports;
}

const patient = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  maxAttempts: 6,
};

function releasesOf(stage: string, lambdaEndpoint: string | undefined): Omit<RollbackPorts, 'clock' | 'log'> {
  const names = releaseNames(stage);
  const entries = releasedEntries();
  const ssm = new SSMClient(patient);
  return {
    functions: lambdaFunctions({
      client: new LambdaClient({ ...patient, ...(lambdaEndpoint === undefined ? {} : { endpoint: lambdaEndpoint }) }),
      entries,
      nameOf: names.functionName,
    }),
    shifts: codedeployShifts({
      client: new CodeDeployClient(patient),
      application: names.application,
      groups: entries.map(names.functionName),
    }),
    notes: ssmReleaseNotes({ client: ssm, path: names.parameters }),
    alarm: cloudwatchAlarm({ client: new CloudWatchClient(patient), name: names.rollbackAlarm }),
    operators: snsOperators({ client: new SNSClient(patient), topic: () => text(ssm, `${names.parameters}topic`) }),
  };
}
