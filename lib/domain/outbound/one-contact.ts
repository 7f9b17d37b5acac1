import type { CompanyId } from '#lib/domain/ids.ts';
import type { Contact } from '#lib/ports/contacts.ts';

/**
 * What is kept of one line under all the forms of its number, as of `phone`: a wish not to be called counts in whichever
 * form it was kept, and the first one stands; of consents it is the newest.
 */
export function oneContact(companyId: CompanyId, phone: string, kept: readonly (Contact | undefined)[]): Contact {
  const consent = byTime(kept.map((one) => one?.consent)).at(-1);
  const [optedOut] = byTime(kept.map((one) => one?.optedOut));
  const optedIn = byTime(
    kept.map((one) => (one?.optedInAt === undefined ? undefined : { at: one.optedInAt, by: one.optedInBy })),
  ).at(-1);
  return {
    companyId,
    phone,
    ...(consent === undefined ? {} : { consent }),
    ...(optedOut === undefined ? {} : { optedOut }),
    ...(optedIn === undefined ? {} : { optedInAt: optedIn.at }),
    ...(optedIn?.by === undefined ? {} : { optedInBy: optedIn.by }),
  };
}

/** The oldest first; times are ISO 8601. */
const byTime = <T extends { at: string }>(kept: readonly (T | undefined)[]): T[] =>
  kept.filter((one) => one !== undefined).sort((a, b) => (a.at < b.at ? -1 : 1));
