import type { CompanyId } from '#lib/domain/ids.ts';

/** On what ground a company may call somebody. */
export const consentBases = ['request', 'written', 'verbal', 'relationship'] as const;

export type Consent = { basis: (typeof consentBases)[number]; at: string };
/** `call`: they said so to us; `company`: the company told us. */
export type OptOut = { at: string; by: 'call' | 'company' };

/** Who of a company says so, by their token. */
export type Editing = { subject: string; role: string };

/** What a company may do with a number. */
export type Contact = {
  companyId: CompanyId;
  phone: string;
  consent?: Consent;
  optedOut?: OptOut;
  /** When a wish not to be called was last taken back, and by whom of the company: they answer for it. */
  optedInAt?: string;
  optedInBy?: Editing;
};

/** CSContact: consent and the list of those who want no calls. A line is one, in whichever form its number is written. */
export interface Contacts {
  /** Consistent read, under the number as it was asked for; an empty contact for one that is not known. */
  find(companyId: CompanyId, phone: string): Promise<Contact>;
  /** Keeps the consent; the newest stands. */
  consent(companyId: CompanyId, phone: string, consent: Consent): Promise<void>;
  /** No more calls; the first word stands. */
  optOut(companyId: CompanyId, phone: string, optOut: OptOut): Promise<void>;
  /** They want to be called again after all. */
  optIn(companyId: CompanyId, phone: string, at: string, by: Editing): Promise<void>;
}
