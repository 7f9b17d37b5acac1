import * as z from 'zod/mini';
import { PhoneNumber } from '#lib/contracts/company-config.ts';

const integrationStatuses = ['ACTIVE', 'INACTIVE', 'ERROR'] as const;
export const providers = ['TWILIO', 'ANTHROPIC', 'WEBHOOK', 'STRIPE'] as const;
export type Provider = (typeof providers)[number];

/** An integration as it is stored: never a secret, only where the secret is. */
export const Integration = z.object({
  companyId: z.string(),
  provider: z.enum(providers),
  category: z.enum(['COMMUNICATION', 'AI_ML', 'COMMERCE']),
  status: z.enum(integrationStatuses),
  /** TWILIO only: the number that callers dial, by which the company is found. */
  phoneNumber: z.optional(PhoneNumber),
  /** TWILIO only. Not a secret: it is in every webhook. */
  accountSid: z.optional(z.string()),
  /** WEBHOOK only: where the company's shop is asked. https, but for the desk's own shop. */
  endpoint: z.optional(z.url()),
  /** Which edit of the API wrote this; absent where an operator did. The company's secret counts the same edits. */
  edition: z.optional(z.int()),
  edit: z.optional(
    z.object({
      at: z.string(),
      by: z.object({ subject: z.string(), role: z.string() }),
      what: z.enum(['put', 'promoted']),
    }),
  ),
});
export type Integration = z.infer<typeof Integration>;

const Secret = z.string().check(z.minLength(1));

/** An integration as an operator states it, secrets included. Only the seed and the API take this form. */
export const IntegrationStatement = z.discriminatedUnion('provider', [
  z.object({
    provider: z.literal('TWILIO'),
    category: z._default(z.literal('COMMUNICATION'), 'COMMUNICATION'),
    credentials: z.object({ accountSid: Secret, authToken: Secret, phoneNumber: PhoneNumber }),
    status: z._default(z.enum(integrationStatuses), 'ACTIVE'),
  }),
  z.object({
    provider: z.literal('ANTHROPIC'),
    category: z._default(z.literal('AI_ML'), 'AI_ML'),
    credentials: z.object({ apiKey: Secret }),
    status: z._default(z.enum(integrationStatuses), 'ACTIVE'),
  }),
  z.object({
    provider: z.literal('WEBHOOK'),
    category: z._default(z.literal('COMMERCE'), 'COMMERCE'),
    credentials: z.object({ endpoint: z.url(), signingKey: Secret }),
    status: z._default(z.enum(integrationStatuses), 'ACTIVE'),
  }),
  z.object({
    provider: z.literal('STRIPE'),
    category: z._default(z.literal('COMMERCE'), 'COMMERCE'),
    credentials: z.object({ apiKey: Secret }),
    status: z._default(z.enum(integrationStatuses), 'ACTIVE'),
  }),
]);
export type IntegrationStatement = z.infer<typeof IntegrationStatement>;

const TwilioKeys = z.object({ accountSid: Secret, authToken: Secret });
const WebhookKeys = z.object({ signingKey: Secret });
const StripeKeys = z.object({ apiKey: Secret });
const AnthropicKeys = z.object({ apiKey: Secret });

/** Keys that were `current` until a moment ago: what was signed with them may still be on its way. */
const FormerTwilioKeys = z.extend(TwilioKeys, { until: z.string() });

/**
 * The JSON of a company's one secret, by provider. `next` is there only while a rotation is under way, `previous` after it.
 * `editions` counts the edits of each provider, those of keys that are gone included.
 */
export const CompanySecret = z.object({
  TWILIO: z.optional(
    z.object({ current: TwilioKeys, next: z.optional(TwilioKeys), previous: z.optional(FormerTwilioKeys) }),
  ),
  ANTHROPIC: z.optional(z.object({ current: AnthropicKeys, next: z.optional(AnthropicKeys) })),
  WEBHOOK: z.optional(z.object({ current: WebhookKeys, next: z.optional(WebhookKeys) })),
  STRIPE: z.optional(z.object({ current: StripeKeys, next: z.optional(StripeKeys) })),
  editions: z.optional(z.record(z.string(), z.int())),
});
export type CompanySecret = z.infer<typeof CompanySecret>;

/** What an operator's statement becomes: a row without secrets, and the part of the company's secret that it brings. */
export function toStored(
  companyId: string,
  statement: IntegrationStatement,
): { integration: Integration; secret: CompanySecret } {
  const { status } = statement;
  switch (statement.provider) {
    case 'TWILIO': {
      const { phoneNumber, accountSid, authToken } = statement.credentials;
      const { provider, category } = statement;
      return {
        integration: { companyId, provider, category, status, phoneNumber, accountSid },
        secret: { TWILIO: { current: { accountSid, authToken } } },
      };
    }
    case 'WEBHOOK': {
      const { endpoint, signingKey } = statement.credentials;
      const { provider, category } = statement;
      return {
        integration: { companyId, provider, category, status, endpoint },
        secret: { WEBHOOK: { current: { signingKey } } },
      };
    }
    case 'ANTHROPIC':
    case 'STRIPE': {
      const { provider, category } = statement;
      const { apiKey } = statement.credentials;
      return {
        integration: { companyId, provider, category, status },
        secret: { [provider]: { current: { apiKey } } },
      };
    }
    default:
      return statement satisfies never;
  }
}
