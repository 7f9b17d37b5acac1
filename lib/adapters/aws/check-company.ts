import { randomBytes } from 'node:crypto';
import {
  CreateSecretCommand,
  ResourceExistsException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { readSecret } from '#lib/adapters/aws/read-secret.ts';
import { type Database, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { TableKey } from '#lib/adapters/dynamodb/tables.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { AppError } from '#lib/domain/errors.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import { checkCompany, type Table, tables } from '#lib/names.ts';
import type { Companies } from '#lib/ports/companies.ts';
import type { Integrations } from '#lib/ports/integrations.ts';
import type { CheckCompany } from '#lib/ports/release-hooks.ts';

type Options = {
  secrets: SecretsManagerClient;
  secretPrefix: string;
  db: Database;
  stores: { companies: Companies; integrations: Integrations };
};

const { companyId, phoneNumber, accountSid } = checkCompany;

/** The company that checks of a release ring: its rows in the store, its token in Secrets Manager, where nobody ever saw it. */
export function checkCompanyIn({ secrets, secretPrefix, db, stores }: Options): CheckCompany {
  const secretId = secretPrefix + companyId;
  const tokenOf = async (): Promise<string | undefined> =>
    (await readSecret(secrets, secretId))?.TWILIO?.current.authToken;
  return {
    async prepare() {
      await stores.companies.createOnce(
        CompanyConfig.parse({ companyId, displayName: 'Release check', tiers: { humanAgent: { enabled: false } } }),
      );
      await stores.integrations.put({
        companyId,
        provider: 'TWILIO',
        category: 'COMMUNICATION',
        status: 'ACTIVE',
        phoneNumber,
        accountSid,
      });
      const known = await tokenOf();
      if (known !== undefined) return known;
      const authToken = randomBytes(24).toString('hex');
      try {
        const SecretString = JSON.stringify({ TWILIO: { current: { accountSid, authToken } } });
        await secrets.send(new CreateSecretCommand({ Name: secretId, SecretString }));
        return authToken;
      } catch (cause) {
        if (!(cause instanceof ResourceExistsException)) throw cause;
        // The check of another function was faster.
        const theirs = await tokenOf();
        if (theirs === undefined) throw new AppError('misconfigured', `Secret ${secretId} holds no Twilio token.`);
        return theirs;
      }
    },

    async erase(callSid) {
      const sessionId = sessionIdOfCall(callSid);
      await remove(db, 'call', [{ twilioCallSid: callSid }]);
      await remove(db, 'session', [{ sessionId }]);
      await remove(db, 'message', await rowsOf(db, 'message', { sessionId }));
      for (const table of ['usage', 'usageSummary'] as const)
        await remove(db, table, await rowsOf(db, table, { companyId }));
    },
  };
}

const rowsOf = (db: Database, table: TableKey, key: Row): Promise<Row[]> => {
  const [[name, value] = ['', '']] = Object.entries(key);
  return queryRows(db, table, {
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': name },
    ExpressionAttributeValues: { ':value': value },
    ConsistentRead: true,
  });
};

async function remove(db: Database, key: TableKey, rows: readonly Row[]): Promise<void> {
  const { partition, sort }: Table = tables[key];
  const keyOf = (row: Row): Row => ({
    [partition.name]: row[partition.name],
    ...(sort ? { [sort.name]: row[sort.name] } : {}),
  });
  for (let at = 0; at < rows.length; at += 25) {
    let left: Deletion[] = rows.slice(at, at + 25).map((row) => ({ DeleteRequest: { Key: keyOf(row) } }));
    while (left.length > 0) left = await removeSome(db, db.tables[key], left);
  }
}

type Deletion = { DeleteRequest: { Key: Row } };

/** Returns those that DynamoDB had no room for. */
async function removeSome(db: Database, table: string, some: Deletion[]): Promise<Deletion[]> {
  const { UnprocessedItems } = await db.client.send(new BatchWriteCommand({ RequestItems: { [table]: some } }));
  return (UnprocessedItems?.[table] ?? []) as Deletion[];
}
