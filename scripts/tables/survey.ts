import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { type TableKey, tableNames } from '#lib/adapters/dynamodb/tables.ts';
import { type Table, tables } from '#lib/names.ts';
import { CommandError, exitCodes } from '#scripts/ops/command.ts';
import { type Difference, differences, type Expiry } from '#scripts/tables/difference.ts';

export type Finding = {
  /** As the store names it, prefix and all. */
  name: string;
  differences: Difference[];
  /** The store did not say whether rows expire. */
  expiryUnknown: boolean;
};

/**
 * Looks at every table of lib/names.ts. `emulated`: what rows of an emulator do not do (expire) is unknown, not wrong.
 * Throws CommandError `cannotWork` where the store does not tell.
 */
export function survey(
  client: DynamoDBClient,
  { tablePrefix, emulated }: { tablePrefix: string; emulated: boolean },
): Promise<Finding[]> {
  const names = tableNames(tablePrefix);
  return Promise.all(
    Object.entries(tables).map(([key, table]) => lookAt(client, names[key as TableKey], table, emulated)),
  );
}

async function lookAt(client: DynamoDBClient, name: string, declared: Table, emulated: boolean): Promise<Finding> {
  try {
    const { Table: standing = {} } = await client.send(new DescribeTableCommand({ TableName: name }));
    const expiry = await expiryOf(client, name, emulated);
    const expiryUnknown = !expiry.known && declared.ttl !== undefined;
    return { name, differences: differences(declared, standing, expiry), expiryUnknown };
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cannotLook(name, cause);
    return { name, differences: [{ what: 'it is not there', remedy: 'create' }], expiryUnknown: false };
  }
}

async function expiryOf(client: DynamoDBClient, name: string, emulated: boolean): Promise<Expiry> {
  try {
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
    const on = /^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '');
    return { attribute: on ? TimeToLiveDescription?.AttributeName : undefined, known: on || !emulated };
  } catch (cause) {
    if ((cause as Error).name !== 'UnknownOperationException') throw cause;
    return { attribute: undefined, known: false };
  }
}

function cannotLook(name: string, cause: unknown): CommandError {
  const { name: kind = '', message = '' } = cause as Error;
  return new CommandError(exitCodes.cannotWork, `Table ${name} cannot be looked at: ${reasonOf(kind, message)}`, {
    cause,
  });
}

function reasonOf(kind: string, message: string): string {
  switch (kind) {
    case 'AccessDeniedException':
      return 'access denied. Whoever runs this needs dynamodb:DescribeTable and dynamodb:DescribeTimeToLive on it.';
    case 'CredentialsProviderError':
    case 'ExpiredTokenException':
    case 'UnrecognizedClientException':
      return `${message} Sign in first (aws sso login, or AWS_PROFILE).`;
    case 'ThrottlingException':
    case 'ProvisionedThroughputExceededException':
      return 'DynamoDB is throttling. Nothing is known about it yet; try again in a minute.';
    default:
      return `${message || kind}. Is the region right, or the desk running?`;
  }
}
