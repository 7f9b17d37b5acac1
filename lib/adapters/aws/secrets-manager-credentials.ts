import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { agingCache } from '#lib/adapters/aws/aging-cache.ts';
import { readSecret } from '#lib/adapters/aws/read-secret.ts';
import { nameInSecret } from '#lib/adapters/aws/secret-name.ts';
import { anthropicKeyOf, commerceKeysOf, twilioKeysOf } from '#lib/adapters/company-keys.ts';
import type { CompanySecret } from '#lib/contracts/integration.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { platformSecret } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Credentials } from '#lib/ports/credentials.ts';
import type { Log } from '#lib/ports/telemetry.ts';

export type SecretsManagerCredentialsOptions = {
  client: SecretsManagerClient;
  /** `cs-ai/<stage>/`: a company's secret is this and its id. */
  secretPrefix: string;
  /** Milliseconds a secret is believed without asking again. A revoked key is accepted for at most this long. */
  maxAgeMs?: number;
  clock: Pick<Clock, 'now'>;
  /** Stands before the platform's secret, which is then never read. */
  platformApiKey?: string | undefined;
  log: Pick<Log, 'error'>;
};

const fiveMinutesMs = 300_000;
/** A new company waits at most this long for its first secret to be seen; so does a refresh that failed. */
const soonMs = 30_000;

/** Credentials in Secrets Manager: one JSON secret per company (CompanySecret), and `platform`, of the same shape, for the model. */
export function secretsManagerCredentials(options: SecretsManagerCredentialsOptions): Credentials {
  const { client, secretPrefix, clock, log, platformApiKey } = options;
  const maxAgeMs = options.maxAgeMs ?? fiveMinutesMs;
  const secrets = agingCache<CompanySecret | undefined>({
    fetch: (secretId) => readSecret(client, secretId),
    maxAgeMs: (secret) => (secret === undefined ? Math.min(soonMs, maxAgeMs) : maxAgeMs),
    retryAfterMs: Math.min(soonMs, maxAgeMs),
    clock,
    onStale: (secretId, cause) => log.error('secret not refreshed, serving the older one', cause, { secretId }),
  });
  const secretIdOf = (companyId: CompanyId): string => secretPrefix + nameInSecret(companyId);

  return {
    twilio: async (companyId) => twilioKeysOf(await secrets.get(secretIdOf(companyId)), clock.now()),
    anthropic: async (companyId) => anthropicKeyOf(await secrets.get(secretIdOf(companyId))),
    commerce: async (companyId, provider) => commerceKeysOf(await secrets.get(secretIdOf(companyId)), provider),
    platformAnthropic: async () => platformApiKey ?? anthropicKeyOf(await secrets.get(secretPrefix + platformSecret)),
    forget: (companyId) => secrets.expire(secretIdOf(companyId)),
  };
}
