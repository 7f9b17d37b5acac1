import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { type Database, putRow, queryRows, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { purposeOf, scriptIdOf, VoiceScript } from '#lib/contracts/voice-script.ts';
import type { Language } from '#lib/domain/language.ts';
import type { CompanyScript, CompanyScripts } from '#lib/ports/scripts.ts';

export function dynamodbScripts(db: Database): CompanyScripts {
  function fromRow(row: Row, language: Language): CompanyScript[] {
    const key = { companyId: row.companyId, scriptId: row.scriptId };
    const { companyId, scriptId, texts } = readStored(VoiceScript, row, db.tables.script, key);
    const purpose = purposeOf(scriptId);
    return purpose === undefined ? [] : [{ companyId, purpose, language, texts }];
  }
  return {
    // A company has at most some 130 short rows in all languages: one page.
    async list(companyId, language) {
      const rows = await queryRows(db, 'script', {
        KeyConditionExpression: 'companyId = :companyId',
        ExpressionAttributeValues: { ':companyId': companyId },
        ConsistentRead: true,
      });
      return rows
        .filter((row) => String(row.scriptId).endsWith(`#${language}`))
        .flatMap((row) => fromRow(row, language));
    },

    async put(script) {
      await putRow(db, 'script', toRow(script));
    },

    async remove(companyId, purpose, language) {
      const Key = { companyId, scriptId: scriptIdOf(purpose, language) };
      await db.client.send(new DeleteCommand({ TableName: db.tables.script, Key }));
    },
  };
}

const toRow = ({ companyId, purpose, language, texts }: CompanyScript): Row => ({
  companyId,
  scriptId: scriptIdOf(purpose, language),
  texts,
});
