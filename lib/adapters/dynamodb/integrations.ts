import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { Integration } from '#lib/contracts/integration.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export function dynamodbIntegrations(db: Database): Integrations {
  const fromRow = (row: Row): Integration =>
    readStored(Integration, row, db.tables.integration, { companyId: row.companyId, provider: row.provider });

  /** What is taken away leaves a row behind, which knows only that: an edit that comes late must find it. */
  const writeIf = (row: Row, condition: string): Promise<{ won: boolean }> => {
    const { companyId, provider, ...set } = row;
    return updateIf(db, {
      table: 'integration',
      key: { companyId, provider },
      set,
      remove: [...Object.keys(Integration.shape), 'removed'].filter((field) => row[field] === undefined),
      condition: `attribute_not_exists(companyId) OR attribute_not_exists(#edition) OR ${condition}`,
      stamp: 'writtenBy',
    });
  };

  return {
    async find(companyId, provider) {
      const row = await getRow(db, 'integration', { companyId, provider });
      return row === undefined || row.removed === true ? undefined : fromRow(row);
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

    async list(companyId) {
      const rows = await queryRows(db, 'integration', {
        KeyConditionExpression: 'companyId = :companyId',
        ExpressionAttributeValues: { ':companyId': companyId },
        ConsistentRead: true,
      });
      return rows.filter(({ removed }) => removed !== true).map(fromRow);
    },

    async put(integration) {
      await putRow(db, 'integration', integration);
    },

    replace: async (integration) => (await writeIf(integration, '#edition < :edition')).won,

    async remove({ companyId, provider, category, edition }) {
      const gone = { companyId, provider, category, edition, status: 'INACTIVE', removed: true };
      await writeIf(gone, '#edition <= :edition');
    },

    async claimNumber(phoneNumber, { companyId, at }, over) {
      const stamp = randomUUID();
      const { won } = await updateIf(db, {
        table: 'phoneNumber',
        key: { phoneNumber },
        set: { companyId, stamp, at },
        condition: `attribute_not_exists(phoneNumber) OR #companyId = :companyId${over ? ' OR #stamp = :over' : ''}`,
        ...(over && { values: { ':over': over.stamp } }),
      });
      return won ? { companyId, stamp, at } : undefined;
    },

    async findClaim(phoneNumber) {
      const row = await getRow(db, 'phoneNumber', { phoneNumber });
      return row && { companyId: String(row.companyId), stamp: String(row.stamp), at: String(row.at) };
    },

    async releaseNumber(phoneNumber, { stamp }) {
      const command = new DeleteCommand({
        TableName: db.tables.phoneNumber,
        Key: { phoneNumber },
        ConditionExpression: '#stamp = :stamp',
        ExpressionAttributeNames: { '#stamp': 'stamp' },
        ExpressionAttributeValues: { ':stamp': stamp },
      });
      await db.client.send(command).catch((cause: unknown) => {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      });
    },
  };
}
