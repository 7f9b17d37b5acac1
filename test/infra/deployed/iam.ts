import type { IncomingMessage } from 'node:http';
import type { Statement } from '#test/infra/deployed/assembly.ts';

/** One thing that a function asked AWS to do, as IAM sees it. */
export type Ask = { action: string; resource: string };

/** As IAM decides: whatever is denied, no other statement allows. */
export const isAllowed = (statements: readonly Statement[], ask: Ask): boolean =>
  statements.some((statement) => statement.Effect === 'Allow' && speaksOf(statement, ask)) &&
  !statements.some((statement) => statement.Effect === 'Deny' && speaksOf(statement, ask));

const speaksOf = (statement: Statement, { action, resource }: Ask): boolean =>
  [statement.Action].flat().some((pattern) => isLike(pattern, action)) &&
  [statement.Resource].flat().some((pattern) => isLike(pattern, resource));

/** All that the statements allow, one by one. */
export const allowances = (statements: readonly Statement[]): Ask[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
    );

/** `*` is any text and `?` any one character. */
export const isLike = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:000000000000:${resource}`;

/** Of a deployment of CodeDeploy's: its application and its group, which is what a role names. */
export type GroupOf = (deploymentId: string) => string | undefined;

/** What a request to DynamoDB, Secrets Manager, Lambda or CodeDeploy asks for. */
export function askOf({ headers, url = '' }: IncomingMessage, body: string, groupOf: GroupOf = () => undefined): Ask {
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?(.*))?$/.exec(url);
  if (invoked !== null) {
    const [, name = '', query] = invoked;
    const qualifier = new URLSearchParams(query).get('Qualifier');
    const named = decodeURIComponent(name) + (qualifier === null ? '' : `:${qualifier}`);
    return { action: 'lambda:InvokeFunction', resource: arn('lambda', `function:${named}`) };
  }
  const [target = '', operation = ''] = String(headers['x-amz-target']).split('.');
  const asked = JSON.parse(body || '{}') as {
    TableName?: string;
    /** Of a batch: by table, and ours are of one. */
    RequestItems?: Record<string, unknown>;
    IndexName?: string;
    SecretId?: string;
    Name?: string;
    deploymentId?: string;
  };
  if (target.startsWith('CodeDeploy')) {
    const group = groupOf(asked.deploymentId ?? '') ?? 'none';
    return { action: `codedeploy:${operation}`, resource: arn('codedeploy', `deploymentgroup:${group}`) };
  }
  if (target === 'secretsmanager') {
    const name = asked.SecretId ?? asked.Name;
    return { action: `secretsmanager:${operation}`, resource: arn('secretsmanager', `secret:${name}-AbCdEf`) };
  }
  const index = asked.IndexName === undefined ? '' : `/index/${asked.IndexName}`;
  const table = asked.TableName ?? Object.keys(asked.RequestItems ?? {})[0];
  return { action: `dynamodb:${operation}`, resource: arn('dynamodb', `table/${table}${index}`) };
}
