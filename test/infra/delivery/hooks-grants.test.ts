import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCompanyIn } from '#lib/adapters/aws/check-company.ts';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { tableNames } from '#lib/adapters/dynamodb/tables.ts';
import { checkRelease } from '#lib/checks/check-release.ts';
import { planCheck } from '#lib/checks/plan-check.ts';
import { releaseNames } from '#lib/names.ts';
import { world as wired } from '#lib/runtime/wire.ts';
import type { LambdaHandler } from '#local/aws/lambda.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { handlers, workers } from '#local/handlers.ts';
import type { Statement } from '#test/infra/deployed/assembly.ts';
import { type GuardedEndpoint, guard } from '#test/infra/deployed/guarded-endpoint.ts';
import type { Ask } from '#test/infra/deployed/iam.ts';
import { resolveIntrinsics } from '#test/infra/deployed/intrinsics.ts';
import { templatesOf } from '#test/infra/templates.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const all = { ...handlers, ...workers } as unknown as Record<string, LambdaHandler>;
const { functionName } = releaseNames('local');

/** What the hook's role allows in staging, said of the desk's tables and secrets. */
function statements(): Statement[] {
  const { service } = templatesOf('staging');
  const answers = { references: { 'AWS::AccountId': '000000000000' }, attribute: (id: string) => id };
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => Object.entries(service.findResources(type)))
    .filter(([id]) => id.startsWith('checkrelease'))
    .flatMap(([, { Properties }]) => resolveIntrinsics(Properties.PolicyDocument.Statement, answers) as Statement[])
    .map(({ Resource, ...statement }) => ({
      ...statement,
      Resource: [Resource]
        .flat()
        .map((arn) =>
          arn.replace('table/cs-ai-staging-', 'table/').replace('secret:cs-ai/staging/', 'secret:cs-ai/local/'),
        ),
    }));
}

const asked: (Ask & { allowed: boolean })[] = [];
const guards: GuardedEndpoint[] = [];
beforeAll(async () => {
  const allowed = statements();
  const { dynamodbEndpoint = '', secretsEndpoint = '' } = wired().settings;
  for (const behind of [dynamodbEndpoint, secretsEndpoint]) {
    guards.push(await guard(behind, allowed, (ask, isAllowed) => asked.push({ ...ask, allowed: isAllowed })));
  }
  // A whole stage is made here, which a busy machine takes its time for.
}, 120_000);
afterAll(async () => {
  for (const one of guards) await one.close();
});

test.each(['speech', 'turn'])(
  'the role of the hook is enough for the whole check of %s, and its cleaning up',
  async (entry) => {
    const [{ endpoint: tables = '' } = {}, { endpoint: secrets = '' } = {}] = guards;
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: tables }), {
      marshallOptions: { removeUndefinedValues: true },
    });
    const stores = dynamodbStores(client);
    const standing = wired();
    world().claude.script({ text: 'Yes, I can hear you well.' });
    await checkRelease(
      {
        functions: {
          ask: async (name, _version, event) =>
            all[name.replace(functionName(''), '')]?.(event, lambdaContext({ functionName: name, timeoutMs: 30_000 })),
        },
        company: checkCompanyIn({
          secrets: new SecretsManagerClient({ endpoint: secrets }),
          secretPrefix: standing.settings.secretPrefix,
          db: { client, tables: tableNames('') },
          stores,
        }),
        dialogues: stores.dialogues,
        clock: standing.ports.clock,
      },
      planCheck({ functionName: functionName(entry), version: 2 }, standing),
    );
    expect(asked.filter(({ allowed }) => !allowed)).toEqual([]);
    const actions = asked.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['dynamodb:BatchWriteItem', 'secretsmanager:CreateSecret']));
  },
);
