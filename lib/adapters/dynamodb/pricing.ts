import { type Database, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { ModelPriceRow } from '#lib/contracts/model-price.ts';
import type { ModelPrice } from '#lib/domain/usage.ts';
import type { Pricing } from '#lib/ports/usage.ts';

export function dynamodbPricing(db: Database): Pricing {
  const fromRow = (row: Row): ModelPrice =>
    readStored(ModelPriceRow, row, db.tables.pricing, { model: row.model, effectiveFrom: row.effectiveFrom });
  return {
    async list(model) {
      const rows = await queryRows(db, 'pricing', {
        KeyConditionExpression: 'model = :model',
        ExpressionAttributeValues: { ':model': model },
        ConsistentRead: true,
      });
      return rows.map(fromRow);
    },

    async put(price) {
      await putRow(db, 'pricing', price);
    },
  };
}
