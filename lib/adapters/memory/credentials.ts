import { anthropicKeyOf, commerceKeysOf, twilioKeysOf } from '#lib/adapters/company-keys.ts';
import type { CompanySecret } from '#lib/contracts/integration.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Credentials } from '#lib/ports/credentials.ts';

export type MemoryCredentials = Credentials & {
  /** Stores, or with undefined removes, a company's secret. */
  set(companyId: CompanyId, secret: CompanySecret | undefined): void;
  /** Companies that were forgotten, in order. */
  readonly forgotten: readonly CompanyId[];
};

/** Credentials in memory, for tests and simulations. Nothing is cached, so nothing is ever stale. */
export function memoryCredentials(
  options: {
    companies?: Record<CompanyId, CompanySecret>;
    platformApiKey?: string | undefined;
    now?: () => number;
  } = {},
): MemoryCredentials {
  const secrets = new Map<CompanyId, CompanySecret>(Object.entries(options.companies ?? {}));
  const forgotten: CompanyId[] = [];
  const now = options.now ?? Date.now;
  return {
    twilio: async (companyId) => twilioKeysOf(secrets.get(companyId), now()),
    anthropic: async (companyId) => anthropicKeyOf(secrets.get(companyId)),
    commerce: async (companyId, provider) => commerceKeysOf(secrets.get(companyId), provider),
    platformAnthropic: async () => options.platformApiKey,
    forget: (companyId) => void forgotten.push(companyId),
    set(companyId, secret) {
      if (secret === undefined) secrets.delete(companyId);
      else secrets.set(companyId, secret);
    },
    forgotten,
  };
}
