import * as z from 'zod/mini';
import { BusinessHours, isTimeZone } from '#lib/contracts/business-hours.ts';
import { languages } from '#lib/domain/language.ts';

/** E.164, the only form in which we keep or dial a number. */
export const PhoneNumber = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number such as +12025550100'));

/** Beyond these the store takes no number; and no cap means anything there. */
const Money = z.number().check(
  z.nonnegative(),
  z.lte(1_000_000_000),
  z.refine((amount) => amount <= 0 || amount >= 0.000_001, 'must be 0 or at least 0.000001'),
);
const Multiple = z.number().check(z.gte(1), z.lte(1_000_000));

/** What a tier may do. Amounts in major units of the company's currency, as operators write them. */
export const Capabilities = z.object({
  canProcessRefunds: z._default(z.boolean(), false),
  maxRefundAmount: z._default(Money, 0),
  canModifySubscription: z._default(z.boolean(), false),
  canApplyCredits: z._default(z.boolean(), false),
  maxCreditAmount: z._default(Money, 0),
});

const noCapabilities = {
  canProcessRefunds: false,
  maxRefundAmount: 0,
  canModifySubscription: false,
  canApplyCredits: false,
  maxCreditAmount: 0,
};

const aiTier = (defaults: { name: string; model: string }) =>
  z.object({
    enabled: z._default(z.boolean(), true),
    /** The name the caller hears. */
    name: z._default(z.string().check(z.minLength(1), z.maxLength(60)), defaults.name),
    model: z._default(z.string().check(z.minLength(1)), defaults.model),
    /** A Twilio voice such as Polly.Joanna-Neural; the language's default where absent. */
    voice: z.optional(z.string()),
    capabilities: z._default(Capabilities, noCapabilities),
  });

const AiRep = aiTier({ name: 'Ada', model: 'claude-haiku-5-5' });
const AiManager = aiTier({ name: 'Morgan', model: 'claude-sonnet-5-5' });

export const HumanAgent = z.object({
  enabled: z._default(z.boolean(), false),
  escalationPhone: z.optional(PhoneNumber),
  /** Rung in turn where the first number does not take the call. */
  backupPhones: z._default(z.array(PhoneNumber).check(z.maxLength(5)), []),
  notifyOnEscalation: z._default(z.boolean(), false),
  notificationPhone: z.optional(PhoneNumber),
  /** Seconds the person's phone rings before the caller comes back to the AI. */
  ringSeconds: z._default(z.int().check(z.gte(5), z.lte(120)), 25),
});

/** A text the AI may look things up in. */
const KnowledgeText = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  text: z.string().check(z.minLength(1), z.maxLength(8000)),
});

/** Of a company that gave none. Callers hear it in their language (lib/domain/company-name.ts). */
export const defaultDisplayName = 'our company';

const fields = z.object({
  /** Part of secret names and keys. */
  companyId: z
    .string()
    .check(
      z.regex(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
        'must be letters, digits, dots, dashes or underscores, at most 128',
      ),
    ),
  enabled: z._default(z.boolean(), true),
  version: z._default(z.int().check(z.nonnegative()), 0),
  displayName: z._default(z.string().check(z.minLength(1), z.maxLength(120)), defaultDisplayName),
  language: z._default(z.enum(languages), 'en'),
  /** IANA name. */
  timeZone: z._default(z.string(), 'UTC'),
  /** Absent: somebody is always there. */
  businessHours: z.optional(BusinessHours),
  currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')), 'USD'),
  tiers: z._default(
    z.object({
      aiRep: z._default(AiRep, { ...z.parse(AiRep, {}) }),
      aiManager: z._default(AiManager, { ...z.parse(AiManager, {}) }),
      humanAgent: z._default(HumanAgent, { ...z.parse(HumanAgent, {}) }),
    }),
    { aiRep: z.parse(AiRep, {}), aiManager: z.parse(AiManager, {}), humanAgent: z.parse(HumanAgent, {}) },
  ),
  /** The company's own words to the AI: tone, policies, what to offer. */
  instructions: z._default(z.string().check(z.maxLength(20_000)), ''),
  knowledge: z._default(z.array(KnowledgeText).check(z.maxLength(40)), []),
  speech: z._default(
    z.object({
      silenceSeconds: z._default(z.int().check(z.gte(2), z.lte(30)), 5),
      endOfSpeechSeconds: z._default(z.int().check(z.gte(1), z.lte(10)), 1),
      hints: z._default(z.array(z.string()).check(z.maxLength(500)), []),
    }),
    { silenceSeconds: 5, endOfSpeechSeconds: 1, hints: [] },
  ),
  /** Cumulative caps, as multiples of the acting tier's cap for one action. */
  limits: z._default(
    z.object({
      perSession: z._default(Multiple, 1),
      perCustomer30Days: z._default(Multiple, 2),
      perCompanyDay: z._default(Multiple, 100),
    }),
    { perSession: 1, perCustomer30Days: 2, perCompanyDay: 100 },
  ),
  /** Orders older than this are refunded by a person only. */
  refundWindowDays: z._default(z.int().check(z.gte(1), z.lte(3650)), 90),
  /** What the AI may cost, in US dollars. Absent: no limit of the company's own. */
  budgets: z._default(
    z.object({
      perCall: z.optional(Money),
      perHour: z.optional(Money),
      perDay: z.optional(Money),
      perMonth: z.optional(Money),
    }),
    {},
  ),
  /** Calls that we place. */
  outbound: z._default(
    z.object({
      /** What an answering machine gets. */
      voicemail: z._default(z.enum(['leaveMessage', 'hangUp']), 'leaveMessage'),
      /** The company's own pace. */
      callsPerMinute: z._default(z.int().check(z.gte(1), z.lte(600)), 10),
    }),
    { voicemail: 'leaveMessage', callsPerMinute: 10 },
  ),
  /** Callers may be offered to leave a spoken message, and are recorded after they have agreed to it. */
  recordMessages: z._default(z.boolean(), false),
  blockedCallers: z._default(z.array(z.string()), []),
  anonymousCallers: z._default(z.enum(['accept', 'refuse']), 'accept'),
  /** Days that sessions, messages, calls and usage are kept. */
  retentionDays: z._default(z.int().check(z.gte(1), z.lte(3650)), 365),
});

/**
 * A company's settings as its operators write them: only companyId is required, all else has a default.
 * Unknown fields pass and are dropped, so that a newer writer never breaks an older reader.
 */
export const CompanyConfig = fields.check(
  z.refine(({ businessHours, timeZone }) => businessHours === undefined || isTimeZone(timeZone), {
    path: ['timeZone'],
    error: 'must be an IANA time zone such as America/New_York where there are businessHours',
  }),
);
export type CompanyConfig = z.infer<typeof CompanyConfig>;
export type HumanAgent = z.infer<typeof HumanAgent>;
export type Tier = 'aiRep' | 'aiManager';
