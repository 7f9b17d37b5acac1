import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { AppError } from '#lib/domain/errors.ts';
import type { Operators } from '#lib/ports/releases.ts';

type Options = {
  client: SNSClient /** Where the topic's ARN is to be found; asked at each message. */;
  topic(): Promise<string | undefined>;
};

/** The topic that wakes people. */
export const snsOperators = ({ client, topic }: Options): Operators => ({
  async tell(subject, text) {
    const TopicArn = await topic();
    if (TopicArn === undefined) {
      throw new AppError(
        'misconfigured',
        'No topic is named in SSM (…/releases/topic): nobody can be told. Deploy the delivery stack.',
      );
    }
    // SNS takes a hundred characters of subject, and no line break.
    await client.send(new PublishCommand({ TopicArn, Subject: subject.slice(0, 100), Message: text }));
  },
});
