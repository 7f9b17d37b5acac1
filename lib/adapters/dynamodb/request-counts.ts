import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { toExpression } from '#lib/adapters/dynamodb/changes.ts';
import type { Database } from '#lib/adapters/dynamodb/document-client.ts';
import { minuteOf, type RequestCounts } from '#lib/ports/request-counts.ts';

/** Nobody looks at a minute that is over; an hour lets a person see what happened. */
const keptSeconds = 3_600;

export function dynamodbRequestCounts(db: Database): RequestCounts {
  return {
    // A repeat of the SDK's may count a request twice. That is the limit's inexactness, and not worth a second write.
    async add(companyId, at) {
      const { text, names, values } = toExpression({
        add: { requests: 1 },
        set: { expiresAt: Math.floor(at / 1000) + keptSeconds },
      });
      const { Attributes } = await db.client.send(
        new UpdateCommand({
          TableName: db.tables.requestCount,
          Key: { companyId, minute: minuteOf(at) },
          UpdateExpression: text,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: values,
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.requests);
    },
  };
}
