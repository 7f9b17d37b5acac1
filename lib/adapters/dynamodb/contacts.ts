import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, pick, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { oneContact } from '#lib/domain/outbound/one-contact.ts';
import { formsOf } from '#lib/domain/phone-number.ts';
import type { Contact, Contacts } from '#lib/ports/contacts.ts';

/** Written under the first form of a number; read under all of them, because older rows stand under the form that came. */
export function dynamodbContacts(db: Database): Contacts {
  const table = 'contact';
  const change = (companyId: CompanyId, phone: string, set: Row, remove: readonly string[], condition: string) =>
    updateIf(db, { table, key: { companyId, phone }, set, remove: [...remove], condition });
  return {
    async find(companyId, phone) {
      const rows = await Promise.all(formsOf(phone).map((form) => getRow(db, table, { companyId, phone: form })));
      return oneContact(
        companyId,
        phone,
        rows.map((row) => row && pick<Contact>(row, fields)),
      );
    },

    async consent(companyId, phone, consent) {
      await change(companyId, formsOf(phone)[0], { consent }, [], always);
    },

    async optOut(companyId, phone, optedOut) {
      await change(companyId, formsOf(phone)[0], { optedOut }, [], 'attribute_not_exists(#optedOut)');
    },

    // The other forms first: what breaks off in between leaves them on the list.
    async optIn(companyId, phone, optedInAt, optedInBy) {
      const [ours, ...others] = formsOf(phone);
      for (const form of others) {
        await change(companyId, form, { optedInAt, optedInBy }, ['optedOut'], 'attribute_exists(companyId)');
      }
      await change(companyId, ours, { optedInAt, optedInBy }, ['optedOut'], always);
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
  optedInBy: true,
};
