import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { PhoneNumber } from '#lib/contracts/company-config.ts';
import { Integration, providers } from '#lib/contracts/integration.ts';
import { checkFaults, checkNames } from '#lib/ports/provider-checks.ts';

const path = z.object({ provider: z.enum(providers) });

/** Keys of every vendor are one word; a short one was cut off on the way. */
const Key = z
  .string()
  .check(z.regex(/^[!-~]{8,512}$/, 'must be the whole key: 8 to 512 characters, no spaces, no line breaks'));
const AccountSid = z.string().check(z.regex(/^AC[\w-]{1,62}$/, 'must be a Twilio account SID, which begins with AC'));
function holdsUser(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && (url.username !== '' || url.password !== '');
}
const Endpoint = z.url('must be an https URL such as https://shop.example.com/cs-ai').check(
  z.maxLength(2_000),
  // It is shown to whoever may see integrations; and our requests are signed.
  z.refine((text) => !holdsUser(text), 'must hold no user and no password'),
);

const status = z._default(z.enum(['ACTIVE', 'INACTIVE']), 'ACTIVE');
const apiKey = z.object({ apiKey: z.optional(Key) });

/** Absent: as it is; null: there is none any more. */
const nextOf = <S extends z.core.$ZodType>(schema: S) => z.optional(z.nullable(schema));

/** As the seed states integrations, but that a key which is stored may be left out, and that a `next` one may be given. */
const Statement = z.discriminatedUnion('provider', [
  z.object({
    provider: z.literal('TWILIO'),
    category: z.optional(z.literal('COMMUNICATION')),
    status,
    credentials: z.object({ accountSid: AccountSid, authToken: z.optional(Key), phoneNumber: PhoneNumber }),
    next: nextOf(z.object({ accountSid: z.optional(AccountSid), authToken: Key })),
  }),
  z.object({
    provider: z.literal('ANTHROPIC'),
    category: z.optional(z.literal('AI_ML')),
    // The platform's key serves a company that has none: whoever wants that deletes its own.
    status: z._default(z.literal('ACTIVE'), 'ACTIVE'),
    credentials: z._default(apiKey, {}),
    next: nextOf(z.object({ apiKey: Key })),
  }),
  z.object({
    provider: z.literal('WEBHOOK'),
    category: z.optional(z.literal('COMMERCE')),
    status,
    credentials: z.object({ endpoint: Endpoint, signingKey: z.optional(Key) }),
    next: nextOf(z.object({ signingKey: Key })),
  }),
  z.object({
    provider: z.literal('STRIPE'),
    category: z.optional(z.literal('COMMERCE')),
    status,
    credentials: z._default(apiKey, {}),
    next: nextOf(z.object({ apiKey: Key })),
  }),
]);
export type Statement = z.output<typeof Statement>;

/** Never more of a key than its last four. */
const MaskedKey = z.object({
  accountSid: z.optional(z.string()),
  key: z.string().check(z.maxLength(5)),
  until: z.optional(z.string()),
});

const { provider, category, status: anyStatus, phoneNumber, accountSid, endpoint } = Integration.shape;

const IntegrationView = z.object({
  provider,
  category,
  status: anyStatus,
  phoneNumber,
  accountSid,
  endpoint,
  version: z.int(),
  keys: z.object({
    current: z.optional(MaskedKey),
    next: z.optional(MaskedKey),
    /** What came signed with it a moment ago is still taken. */
    previous: z.optional(MaskedKey),
  }),
  editedAt: z.optional(z.string()),
  editedBy: z.optional(z.object({ subject: z.string(), role: z.string() })),
});

const CheckReport = z.object({
  provider,
  keys: z.enum(['current', 'next']),
  ok: z.boolean(),
  checks: z.array(
    z.object({
      check: z.enum(checkNames),
      state: z.enum(['passed', 'failed', 'unknown']),
      fault: z.optional(z.enum(checkFaults)),
      found: z.optional(z.string()),
      advice: z.optional(z.string()),
    }),
  ),
  offer: z.optional(z.literal('setWebhooks')),
});

export const listIntegrations = apiContract({
  route: 'listIntegrations',
  summary: 'What the company has set up: telephone, model, shop; of keys the last four characters at most',
  replies: { 200: z.object({ items: z.array(IntegrationView) }) },
});

export const getIntegration = apiContract({
  route: 'getIntegration',
  summary: 'One integration, with its version as an ETag',
  path,
  replies: { 200: IntegrationView },
});

export const putIntegration = apiContract({
  route: 'putIntegration',
  summary: 'Sets an integration up or changes it; keys that are left out stay, `next` begins a rotation',
  path,
  body: Statement,
  ifMatch: true,
  replies: { 200: IntegrationView },
  problems: [409],
});

export const deleteIntegration = apiContract({
  route: 'deleteIntegration',
  summary: 'Takes an integration away, its keys at once',
  path,
  ifMatch: true,
  replies: { 204: null },
  problems: [409],
});

export const testIntegration = apiContract({
  route: 'testIntegration',
  summary: 'Tries the keys out at the provider, and says what to do where something is wrong',
  path,
  body: z.object({
    keys: z._default(z.enum(['current', 'next']), 'current'),
    /** TWILIO: points the number at us, if it points elsewhere. */
    setWebhooks: z._default(z.boolean(), false),
  }),
  replies: { 200: CheckReport },
  problems: [409],
});

export const promoteIntegration = apiContract({
  route: 'promoteIntegration',
  summary: 'Makes the next key the one in use, if it passes its test',
  path,
  body: z.object({
    /** Without its test. */
    force: z._default(z.boolean(), false),
    /** TWILIO: how long webhooks that were signed with the old token are taken. */
    keepOldMinutes: z._default(z.int().check(z.gte(0), z.lte(1_440)), 15),
  }),
  ifMatch: true,
  replies: { 200: IntegrationView },
  problems: [409],
});
