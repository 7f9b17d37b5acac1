import { setTimeout as wait } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readSecret } from '#lib/adapters/aws/read-secret.ts';
import { twilioKeysOf } from '#lib/adapters/company-keys.ts';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { env, secretPrefix } from '#lib/names.ts';
import { routes, workers } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';
import { tablePrefixOf } from '#scripts/ops/stage.ts';
import { errorLines } from '#scripts/smoke/error-lines.ts';
import { StepFailure, type Target } from '#scripts/smoke/step.ts';

export type TargetOptions = {
  url: string | undefined;
  build: string | undefined;
  /** The company whose number is rung. */
  company: string;
  token: string | undefined;
  /** CloudWatch shows a line some seconds after it was written. */
  settleMs: number;
};

const entries = [...new Set([...routes, ...workers].map(({ entry }) => entry))];

/** A desk that runs already: its demo company is rung, and its log is on its own terminal. */
export function deskTarget({ url, build, token }: TargetOptions): Target {
  const { phoneNumber: number, accountSid, authToken } = demo;
  return {
    ...common('local', url ?? 'http://127.0.0.1:3001', build, token, 'npm run --silent token prints one'),
    caller: async () => ({ number, accountSid, authToken }),
    errorsSince: async () => undefined,
  };
}

/** A stage in AWS, as the credentials of this shell see it. Throws CommandError `cannotWork`. */
export async function stageTarget(
  stage: 'staging' | 'production',
  { url, build, company, token, settleMs }: TargetOptions,
): Promise<Target> {
  return {
    ...common(stage, url ?? (await urlOf(stage)), build, token, 'docs/deployment.md, "A token for the smoke test"'),
    caller: () => callerOf(stage, company),
    async errorsSince(epochMs) {
      await wait(settleMs);
      const client = new CloudWatchLogsClient({});
      try {
        const found = await Promise.all(
          entries.map(async (entry) => {
            const lines = await errorLines(client, `/aws/lambda/cs-ai-${stage}-${entry}`, epochMs);
            return lines === undefined || lines.count === 0 ? [] : [{ entry, ...lines }];
          }),
        );
        return found.flat();
      } catch (cause) {
        throw new StepFailure(
          `The logs cannot be read: ${(cause as Error).message}`,
          'Whoever runs this needs logs:FilterLogEvents on the functions’ log groups.',
          { cause },
        );
      } finally {
        client.destroy();
      }
    },
  };
}

const common = (
  stage: Target['stage'],
  url: string,
  build: string | undefined,
  token: string | undefined,
  whence: string,
): Pick<Target, 'stage' | 'url' | 'build' | 'token' | 'startedAt'> => ({
  stage,
  url: url.replace(/\/+$/, ''),
  build,
  startedAt: Date.now(),
  token: () => {
    if (token !== undefined && token !== '') return token;
    throw new StepFailure('There is no token for the JSON door.', `Set CS_AI_SMOKE_TOKEN: ${whence}.`);
  },
});

/** What the function itself was told is the URL that Twilio has, and that signatures are over. */
async function urlOf(stage: string): Promise<string> {
  const client = new LambdaClient({});
  try {
    const { Environment } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: `cs-ai-${stage}-inbound`, Qualifier: 'live' }),
    );
    const url = Environment?.Variables?.[env.webhookBaseUrl];
    if (url !== undefined) return url;
    throw new Error(`it has no ${env.webhookBaseUrl}`);
  } catch (cause) {
    throw new CommandError(
      exitCodes.cannotWork,
      `The URL of ${stage} cannot be found (function cs-ai-${stage}-inbound, alias live): ${(cause as Error).message}. ` +
        'Sign in to its account, or say --url https://….',
      { cause },
    );
  } finally {
    client.destroy();
  }
}

async function callerOf(stage: 'staging' | 'production', company: string): ReturnType<Target['caller']> {
  const dynamodb = new DynamoDBClient({});
  const secrets = new SecretsManagerClient({});
  const remedy = 'docs/deployment.md, "The smoke company", says how it is set up.';
  try {
    const stores = dynamodbStores(DynamoDBDocumentClient.from(dynamodb), { tablePrefix: tablePrefixOf(stage) });
    const integration = await stores.integrations.find(company, 'TWILIO');
    if (integration?.phoneNumber === undefined) {
      throw new StepFailure(`The company "${company}" has no number.`, remedy);
    }
    const [keys] = twilioKeysOf(await readSecret(secrets, secretPrefix(stage) + company), Date.now()) ?? [];
    if (keys === undefined) throw new StepFailure(`The secret of "${company}" holds no TWILIO keys.`, remedy);
    return { number: integration.phoneNumber, ...keys };
  } catch (cause) {
    if (cause instanceof StepFailure) throw cause;
    throw new StepFailure(`The keys of "${company}" cannot be read: ${(cause as Error).message}`, remedy, { cause });
  } finally {
    dynamodb.destroy();
    secrets.destroy();
  }
}
