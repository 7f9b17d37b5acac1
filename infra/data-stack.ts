import { type App, Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { Members } from '#infra/constructs/members.ts';
import { nameIn, stackProps } from '#infra/named.ts';
import type { Stage, TokenIssuer } from '#infra/stages.ts';
import { platformSecret, secretPrefix, type Table, type TableIndex, tables } from '#lib/names.ts';

/** What must outlive every deployment: the tables, the key they are encrypted with, the platform's secret, its users. */
export class DataStack extends Stack {
  /** Whose tokens the JSON door takes. */
  readonly tokens: TokenIssuer;

  constructor(app: App, stage: Stage) {
    super(app, nameIn(stage, 'data'), stackProps(stage, 'data', 'tables, key, secret'));
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const key = this.tableKey(stage, removalPolicy);
    for (const table of Object.values(tables)) this.table(stage, table, key, removalPolicy);
    // Empty until an operator fills it in: `npm run seed` and docs/deployment.md say how. CompanySecret is its shape.
    const secret = new Secret(this, 'PlatformSecret', {
      secretName: secretPrefix(stage.name) + platformSecret,
      description: 'CS AI: the keys of the platform itself, for companies that bring none of their own',
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy,
    });
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'Keys of other vendors: no Lambda can make new ones. They are changed by hand, with the old and the new one valid for a while.',
    );
    this.tokens = stage.tokens ?? new Members(this, 'Members', { stage }).tokens;
  }

  /** Of our own, because what callers said is in the tables: who may use it, and that it was used, is ours to decide and see. */
  private tableKey(stage: Stage, removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'TableKey', {
      alias: nameIn(stage, 'tables'),
      description: `CS AI, ${stage.name}: what callers said, at rest`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy,
    });
    // As AWS's own key does it: whoever may read a table may have it decrypted, but only by DynamoDB.
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': `dynamodb.${this.region}.amazonaws.com`,
          },
        },
      }),
    );
    return key;
  }

  private table(stage: Stage, table: Table, key: Key, removalPolicy: RemovalPolicy): void {
    new TableV2(this, table.name, {
      tableName: nameIn(stage, table.name),
      ...keysOf(table),
      globalSecondaryIndexes: table.indexes.map((index) => ({
        indexName: index.name,
        ...keysOf(index),
        projectionType: index.projection === 'KEYS_ONLY' ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
      })),
      ...(table.ttl === undefined ? {} : { timeToLiveAttribute: table.ttl }),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsData,
      removalPolicy,
    });
  }
}

const keysOf = ({ partition, sort }: Table | TableIndex) => ({
  partitionKey: attribute(partition),
  ...(sort === undefined ? {} : { sortKey: attribute(sort) }),
});

const attribute = ({ name, type }: Table['partition']) => ({
  name,
  type: type === 'N' ? AttributeType.NUMBER : AttributeType.STRING,
});
