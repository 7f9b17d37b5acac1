import type { CompanyId } from '#lib/domain/ids.ts';

export type TwilioKeys = { accountSid: string; authToken: string };

/** Secrets, by company. Cached with an age by whoever provides them. */
export interface Credentials {
  /** Keys whose signatures we accept: `current`, and `next` in a rotation. Undefined: this company has none of its own. */
  twilio(companyId: CompanyId): Promise<readonly TwilioKeys[] | undefined>;
  /** The company's own model key. Undefined: the platform's serves. */
  anthropic(companyId: CompanyId): Promise<string | undefined>;
  /** The keys of the company's shop: `current`, and `next` in a rotation; undefined where there is none. */
  commerce(companyId: CompanyId, provider: 'WEBHOOK' | 'STRIPE'): Promise<readonly [string, ...string[]] | undefined>;
  platformAnthropic(): Promise<string | undefined>;
  /** Forgets what is cached for a company, after a key was refused. */
  forget(companyId: CompanyId): void;
}
