import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { checkCompanyIn } from '#lib/adapters/aws/check-company.ts';
import { codedeployHooks } from '#lib/adapters/aws/codedeploy-hooks.ts';
import { lambdaAsk } from '#lib/adapters/aws/lambda-ask.ts';
import { tableNames } from '#lib/adapters/dynamodb/tables.ts';
import type { CheckPorts } from '#lib/checks/check-release.ts';
import type { ReleaseHooks } from '#lib/ports/release-hooks.ts';
import type { World } from '#lib/runtime/wire.ts';

const at = (endpoint: string | undefined) => (endpoint === undefined ? {} : { endpoint });

/** What a release is checked with. */
export function checkPorts({ ports, settings }: World): CheckPorts {
  // A new version is cold, and a turn takes its time.
  const requestHandler = { connectionTimeout: 2_000, requestTimeout: 60_000, throwOnRequestTimeout: true };
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(at(settings.dynamodbEndpoint)));
  return {
    functions: lambdaAsk(new LambdaClient({ requestHandler, ...at(settings.lambdaEndpoint) })),
    company: checkCompanyIn({
      secrets: new SecretsManagerClient(at(settings.secretsEndpoint)),
      secretPrefix: settings.secretPrefix,
      db: { client: dynamodb, tables: tableNames(settings.tablePrefix) },
      stores: ports,
    }),
    dialogues: ports.dialogues,
    clock: ports.clock,
  };
}

export const hookPorts = (): ReleaseHooks => codedeployHooks(new CodeDeployClient({ maxAttempts: 6 }));
