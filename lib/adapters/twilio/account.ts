import type { CompanyId } from '#lib/domain/ids.ts';
import type { Credentials, TwilioKeys } from '#lib/ports/credentials.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export type AccountOptions = {
  credentials: Pick<Credentials, 'twilio' | 'forget'>;
  integrations: Pick<Integrations, 'find'>;
  /** For a company that has none of its own; `companyId` is the one whose callers dial the number. */
  fallback: { companyId?: CompanyId | undefined; phoneNumber: string | undefined; keys: TwilioKeys | undefined };
  /** Without a trailing slash. */
  baseUrl: string;
};

/**
 * The account that a company's requests are made with, and the number that they come from; undefined what it has not. The
 * keys are all of the one account, the first to be tried first: in a rotation Twilio may know only the other one by now.
 */
export async function accountOf(
  { credentials, integrations, fallback }: AccountOptions,
  companyId: CompanyId,
): Promise<{ keys: readonly TwilioKeys[]; phoneNumber: string | undefined }> {
  const [own = [], row] = await Promise.all([credentials.twilio(companyId), integrations.find(companyId, 'TWILIO')]);
  const [current] = own;
  if (current === undefined && row === undefined) {
    return { keys: fallback.keys === undefined ? [] : [fallback.keys], phoneNumber: fallback.phoneNumber };
  }
  return {
    keys: own.filter(({ accountSid }) => accountSid === current?.accountSid),
    phoneNumber: row === undefined ? fallback.phoneNumber : row.phoneNumber,
  };
}
