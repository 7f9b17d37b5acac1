import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Operation } from '#infra/delivery/operation.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { checkCompany, releaseNames, secretPrefix, tables } from '#lib/names.ts';
import { releasedEntries } from '#lib/routes.ts';

export type Hooks = { before: LambdaFunction; after: LambdaFunction };

/** What CodeDeploy asks before callers reach a new version, and after. Made with the service stack as scope: its aliases name them. */
export function addHooks(scope: Construct, stage: Stage, settings: Readonly<Record<string, string>>): Hooks {
  /*
   * A hook answers yes or no whatever happens, so one that fails is one whose answer did not get through: it asks again, by a
   * call of its own, because CodeDeploy would wait an hour for nothing. Within that hour; a later answer counts for nothing.
   */
  const failing = { triesAgain: 2, withinMinutes: 30 } as const;
  const hook = { stage, environment: settings, failing };
  const before = new Operation(scope, { ...hook, entry: 'check-release', timeoutMs: 180_000 });
  const after = new Operation(scope, { ...hook, entry: 'check-traffic', timeoutMs: 60_000 });
  const { formatArn, account } = Stack.of(scope);
  const arn = formatArn.bind(Stack.of(scope));
  const table = (key: keyof typeof tables) =>
    arn({ service: 'dynamodb', resource: 'table', resourceName: nameIn(stage, tables[key].name) });

  // The company that it rings, made where it is missing; its call, read and erased.
  before.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table('config'), table('integration'));
  before.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table('message'));
  const found = (['message', 'usage', 'usageSummary'] as const).map(table);
  before.allow(['dynamodb:Query'], ...found);
  before.allow(['dynamodb:BatchWriteItem'], table('call'), table('session'), ...found);
  const secret = arn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secretPrefix(stage.name)}${checkCompany.companyId}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  before.allow(['secretsmanager:GetSecretValue', 'secretsmanager:CreateSecret'], secret);
  // Every function by its alias, and the one under test by its version.
  const versions = releasedEntries().map((entry) =>
    arn({
      service: 'lambda',
      resource: 'function',
      resourceName: `${nameIn(stage, entry)}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
  before.allow(['lambda:InvokeFunction'], ...versions);
  const groups = arn({
    service: 'codedeploy',
    resource: 'deploymentgroup',
    resourceName: `${releaseNames(stage.name).application}/*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  before.allow(['codedeploy:GetDeployment'], groups);
  const asReported = (text: string): string =>
    Token.isUnresolved(account) ? text.replace(account, '<AWS::AccountId>') : text;
  for (const version of versions) {
    before.standsBy(
      `AwsSolutions-IAM5[Resource::${asReported(version)}]`,
      'The number of the version to be checked is known when it is there.',
    );
  }
  before.standsBy(
    `AwsSolutions-IAM5[Resource::${asReported(groups)}]`,
    'Deployments of this stage only; it reads which version one is about.',
  );
  return { before: before.fn, after: after.fn };
}
