import type { CompanyId } from '#lib/domain/ids.ts';
import type { Credentials, TwilioKeys } from '#lib/ports/credentials.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export type AccountOptions = {
  credentials: Pick<Credentials, 'twilio' | 'forget'>;
  integrations: Pick<Integrations, 'find'>;
  /** For a company that has none of its own. */
  fallback: { phoneNumber: string | undefined; keys: TwilioKeys | undefined };
  /** Without a trailing slash. */
  baseUrl: string;
};

/** The account that a company's requests are made with, and the number that they come from; undefined what it has not. */
export async function accountOf(
  { credentials, integrations, fallback }: AccountOptions,
  companyId: CompanyId,
): Promise<{ keys: TwilioKeys | undefined; phoneNumber: string | undefined }> {
  const [own, integration] = await Promise.all([credentials.twilio(companyId), integrations.find(companyId, 'TWILIO')]);
  return {
    keys: own?.[0] ?? fallback.keys,
    phoneNumber: integration === undefined ? fallback.phoneNumber : integration.phoneNumber,
  };
}
