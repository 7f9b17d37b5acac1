import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Contact, Contacts } from '#lib/ports/contacts.ts';

export function dynamodbContacts(db: Database): Contacts {
  const table = 'contact';
  const change = (companyId: CompanyId, phone: string, set: Row, remove: readonly string[], condition: string) =>
    updateIf(db, { table, key: { companyId, phone }, set, remove: [...remove], condition });
  return {
    async find(companyId, phone) {
      const row = await getRow(db, table, { companyId, phone });
      return row === undefined ? { companyId, phone } : pick<Contact>(row, fields);
    },

    async consent(companyId, phone, consent) {
      await change(companyId, phone, { consent }, [], always);
    },

    async optOut(companyId, phone, optedOut) {
      await change(companyId, phone, { optedOut }, [], 'attribute_not_exists(#optedOut)');
    },

    async optIn(companyId, phone, optedInAt) {
      await change(companyId, phone, { optedInAt }, ['optedOut'], always);
    },
  };
}

/** No condition: the row may stand or not. */
const always = 'attribute_exists(companyId) OR attribute_not_exists(companyId)';

const fields: Record<keyof Contact, true> = {
  companyId: true,
  phone: true,
  consent: true,
  optedOut: true,
  optedInAt: true,
};
