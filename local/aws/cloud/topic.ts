import { randomUUID } from 'node:crypto';
import { type AwsRequest, type AwsResponse, awsError } from '#local/aws/json-server.ts';

/** SNS's Publish, which speaks forms and XML. */
export class LocalTopic {
  readonly messages: { topic: string; subject: string; text: string }[] = [];

  answer(operation: string, { body }: AwsRequest): AwsResponse {
    if (operation !== 'Publish') return awsError(400, 'InvalidAction', `${operation} is not here.`);
    const form = new URLSearchParams(body);
    const subject = form.get('Subject') ?? '';
    if (subject.length > 100 || /[^\x20-\x7e]/.test(subject)) {
      return xml(
        400,
        '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>Subject</Message></Error></ErrorResponse>',
      );
    }
    this.messages.push({ topic: form.get('TopicArn') ?? '', subject, text: form.get('Message') ?? '' });
    return xml(
      200,
      `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult></PublishResponse>`,
    );
  }
}

const xml = (status: number, raw: string): AwsResponse => ({ status, headers: { 'content-type': 'text/xml' }, raw });
