import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';
import { readStage, type Stage, stages, tablePrefixOf } from '#scripts/ops/stage.ts';

/** The options of every command that works on a stage's tables. */
export const storeOptions = {
  stage: { type: 'string' },
  endpoint: { type: 'string' },
  prefix: { type: 'string' },
} as const;

export const storeOptionsHelp = `  --stage      ${stages.join(', ')}: AWS as AWS_PROFILE, AWS_REGION or keys name it. "local" needs --endpoint
  --endpoint   another DynamoDB than AWS's: the desk's, or DynamoDB Local
  --prefix     what stands before the table names, where it is not the stage's own`;

export type Store = {
  stage: Stage;
  tablePrefix: string;
  endpoint: string | undefined;
  clientOptions: DynamoDBClientConfig;
};

type Given = { stage?: string | undefined; endpoint?: string | undefined; prefix?: string | undefined };

/** Which tables a command is about. Throws CommandError `usage` where that is not said. */
export function storeOf({ stage: given, endpoint, prefix }: Given): Store {
  const stage = given === undefined && endpoint !== undefined ? 'local' : readStage(given, stages);
  if (stage === 'local' && endpoint === undefined) {
    throw new CommandError(
      exitCodes.usage,
      'The desk has its tables at an address of its own: say --endpoint http://….',
    );
  }
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) {
    throw new CommandError(exitCodes.usage, `--endpoint must be an http(s) URL; it is ${JSON.stringify(endpoint)}.`);
  }
  const emulator = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return {
    stage,
    tablePrefix: prefix ?? tablePrefixOf(stage),
    endpoint,
    // An emulator asks for no one's credentials, and must never be sent any.
    clientOptions: { ...(endpoint === undefined ? {} : emulator), maxAttempts: 6 },
  };
}
