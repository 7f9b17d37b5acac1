import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { nameIn } from '#infra/named.ts';
import type { Stage } from '#infra/stages.ts';

/**
 * The key of both topics. Not AWS's own: with that one CloudWatch cannot write to an encrypted topic, and alarms would be
 * silent. Whoever else of this account may publish needs no grant of the key, as long as it is SNS that uses it.
 */
export function alertKey(scope: Construct, stage: Stage): Key {
  const { account, region } = Stack.of(scope);
  const key = new Key(scope, 'AlertKey', {
    alias: nameIn(stage, 'alerts'),
    description: `CS AI, ${stage.name}: alarms on their way to people`,
    enableKeyRotation: true,
  });
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions,
      resources: ['*'],
      conditions: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `sns.${region}.amazonaws.com` } },
    }),
  );
  return key;
}

export type AlertTopicProps = {
  readonly stage: Stage;
  readonly severity: 'critical' | 'warning';
  readonly key: Key;
};

/** Where alarms of one severity go, `cs-ai-<stage>-<severity>`, and who reads them there. */
export class AlertTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, { stage, severity, key }: AlertTopicProps) {
    super(scope, severity);
    this.topic = new Topic(this, 'Topic', {
      topicName: nameIn(stage, severity),
      displayName: `CS AI ${stage.name} ${severity}`,
      masterKey: key,
      enforceSSL: true,
    });
    // A policy of its own (that of TLS) takes the place of SNS's, which let the whole account publish: CloudWatch too.
    const { account } = Stack.of(this);
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    for (const [index, address] of stage.alerts[severity].entries()) this.tell(address, index);
  }

  /** `mailto:` somebody, who must confirm it once; or `https:` a service like PagerDuty, which confirms by itself. */
  private tell(address: string, index: number): void {
    const isMail = address.startsWith('mailto:');
    if (!isMail && !address.startsWith('https:')) {
      throw new Error(`An alert goes to mailto: or https:, and "${address}" is neither.`);
    }
    const subscription = new Subscription(this, `To${index}`, {
      topic: this.topic,
      protocol: isMail ? SubscriptionProtocol.EMAIL : SubscriptionProtocol.HTTPS,
      endpoint: isMail ? address.slice('mailto:'.length) : address,
    });
    acknowledge(
      subscription,
      'Serverless-SNSRedrivePolicy',
      'SNS tries again for an hour and more. An alert in a queue that nobody reads helps nobody; the alarm itself stays red on the dashboard.',
    );
  }
}
