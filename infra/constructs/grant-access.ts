import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Access, Verb } from '#infra/access.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import type { ServedFunction } from '#infra/constructs/served-function.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';
import { liveAlias, platformSecret, secretPrefix, tables } from '#lib/names.ts';

/** What DynamoDB calls a verb of the adapters. */
const actionsOf: Readonly<Record<Verb, readonly string[]>> = {
  get: ['dynamodb:GetItem'],
  put: ['dynamodb:PutItem'],
  once: ['dynamodb:PutItem', 'dynamodb:GetItem'],
  change: ['dynamodb:UpdateItem', 'dynamodb:GetItem'],
  add: ['dynamodb:UpdateItem'],
  query: ['dynamodb:Query'],
  remove: ['dynamodb:DeleteItem'],
};
/** A version is written beside the current one, and becomes current in a step of its own (lib/adapters/aws/company-secrets.ts). */
const secretWrites = [
  'secretsmanager:CreateSecret',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
] as const;
const isVerb = (word: string): word is Verb => Object.hasOwn(actionsOf, word);

/** cdk-nag writes what is not known before the deployment in pointed brackets. */
const asReported = (arn: string, { stack }: LambdaFunction): string =>
  Token.isUnresolved(stack.account) ? arn.replace(stack.account, '<AWS::AccountId>') : arn;

/** Turns a line of infra/access.ts into statements of the function's own role, and of nothing else. */
export function grantAccess({ fn }: ServedFunction, stage: Stage, access: Access): void {
  const allow = (actions: readonly string[], ...resources: string[]): void =>
    fn.addToRolePolicy(new PolicyStatement({ actions: [...new Set(actions)].sort(), resources }));
  const arn = (service: string, resource: string, name: string, arnFormat = ArnFormat.SLASH_RESOURCE_NAME): string =>
    Stack.of(fn).formatArn({ service, resource, resourceName: name, arnFormat });

  for (const [key, words] of Object.entries(access.tables)) {
    const table = nameIn(stage, tables[key as keyof typeof tables].name);
    const verbs = words.filter(isVerb);
    if (verbs.length > 0)
      allow(
        verbs.flatMap((verb) => actionsOf[verb]),
        arn('dynamodb', 'table', table),
      );
    const indexes = words.filter((word) => !isVerb(word));
    if (indexes.length > 0) {
      allow(['dynamodb:Query'], ...indexes.map((index) => arn('dynamodb', 'table', `${table}/index/${index}`)));
    }
  }
  if (access.secrets !== undefined) {
    // AWS ends every secret's ARN with a dash and six letters of its own.
    const name = secretPrefix(stage.name) + (access.secrets === 'every' ? '*' : `${platformSecret}-??????`);
    const secrets = arn('secretsmanager', 'secret', name, ArnFormat.COLON_RESOURCE_NAME);
    const writes = access.writesSecrets === true;
    allow(['secretsmanager:GetSecretValue', ...(writes ? secretWrites : [])], secrets);
    if (writes) {
      const platform = `${secretPrefix(stage.name)}${platformSecret}-??????`;
      const resources = [arn('secretsmanager', 'secret', platform, ArnFormat.COLON_RESOURCE_NAME)];
      fn.addToRolePolicy(new PolicyStatement({ effect: Effect.DENY, actions: [...secretWrites], resources }));
    }
    const reason = `The companies' secrets, which are made while we run: only those of this stage, ${
      writes ? "and never the platform's" : 'and only to be read'
    }.`;
    if (name.endsWith('*') && fn.role)
      acknowledge(fn.role, `AwsSolutions-IAM5[Resource::${asReported(secrets, fn)}]`, reason);
  }
  for (const entry of access.starts ?? []) {
    const name = `${nameIn(stage, entry)}:${liveAlias}`;
    allow(['lambda:InvokeFunction'], arn('lambda', 'function', name, ArnFormat.COLON_RESOURCE_NAME));
  }
}
