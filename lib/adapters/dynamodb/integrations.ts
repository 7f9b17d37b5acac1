import { type Database, getRow, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { Integration } from '#lib/contracts/integration.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export function dynamodbIntegrations(db: Database): Integrations {
  const fromRow = (row: Row): Integration =>
    readStored(Integration, row, db.tables.integration, { companyId: row.companyId, provider: row.provider });
  return {
    async find(companyId, provider) {
      const row = await getRow(db, 'integration', { companyId, provider });
      return row && fromRow(row);
    },

    // An index cannot be read consistently: a number takes a moment (as a rule far below a second) to be found.
    async findByPhoneNumber(phoneNumber) {
      const rows = await queryRows(db, 'integration', {
        IndexName: 'byPhoneNumber',
        KeyConditionExpression: 'phoneNumber = :phoneNumber',
        ExpressionAttributeValues: { ':phoneNumber': phoneNumber },
      });
      const found = rows.map(fromRow).sort((a, b) => (a.companyId < b.companyId ? -1 : 1));
      return found.find((integration) => integration.status === 'ACTIVE') ?? found[0];
    },

    async put(integration) {
      await putRow(db, 'integration', integration);
    },
  };
}
