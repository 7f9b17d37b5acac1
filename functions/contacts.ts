import { getContact, putContact } from '#lib/contracts/api/outbound.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import type { Contact } from '#lib/ports/contacts.ts';

/** Whom a company may call. */
export const handler = jsonApi(
  on(getContact, async ({ ports, companyId, path: { phone } }) => ({
    status: 200,
    body: toView(await ports.contacts.find(companyId, phone)),
  })),
  on(putContact, async ({ ports, companyId, subject, role, path: { phone }, body: { consent, optedOut } }) => {
    const at = new Date(ports.clock.now()).toISOString();
    if (consent !== undefined) await ports.contacts.consent(companyId, phone, { basis: consent, at });
    if (optedOut === true) await ports.contacts.optOut(companyId, phone, { at, by: 'company' });
    if (optedOut === false) await ports.contacts.optIn(companyId, phone, at, { subject, role });
    return { status: 200, body: toView(await ports.contacts.find(companyId, phone)) };
  }),
);

const toView = ({ companyId: _, ...contact }: Contact) => contact;
