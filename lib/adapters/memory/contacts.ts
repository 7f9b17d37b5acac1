import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { oneContact } from '#lib/domain/outbound/one-contact.ts';
import { formsOf } from '#lib/domain/phone-number.ts';
import type { Contact, Contacts } from '#lib/ports/contacts.ts';

export function memoryContacts(): Contacts {
  const contacts = new Map<string, Contact>();
  const of = (companyId: CompanyId, number: string): Contact => {
    const [phone] = formsOf(number);
    return contacts.get(keyOf(companyId, phone)) ?? { companyId, phone };
  };
  const put = (contact: Contact): void => {
    contacts.set(keyOf(contact.companyId, contact.phone), copy(contact));
  };
  return {
    find: async (companyId, phone) => copy(oneContact(companyId, phone, [of(companyId, phone)])),

    consent: async (companyId, phone, consent) => put({ ...of(companyId, phone), consent }),

    optOut: async (companyId, phone, optedOut) => put({ optedOut, ...of(companyId, phone) }),

    async optIn(companyId, phone, optedInAt, optedInBy) {
      const { optedOut: _, ...contact } = of(companyId, phone);
      put({ ...contact, optedInAt, optedInBy });
    },
  };
}
