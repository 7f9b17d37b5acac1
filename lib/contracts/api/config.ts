import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { pageQuery } from '#lib/contracts/api/page.ts';
import { version, versionPath, versionsPage } from '#lib/contracts/api/versions.ts';
import { control, visible } from '#lib/contracts/api/visible.ts';
import { BusinessHours, isTimeZone } from '#lib/contracts/business-hours.ts';
import { CompanyConfig, PhoneNumber } from '#lib/contracts/company-config.ts';
import { languages } from '#lib/domain/language.ts';
import { voiceFor } from '#lib/domain/voices.ts';

/** A row of DynamoDB holds 400 KB. */
const maxBodyBytes = 350 * 1024;

const { shape } = CompanyConfig;

/** A day that there is: on one that there is not nobody would ever be away. */
const isDate = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && new Date(Date.parse(day) || 0).toISOString().startsWith(day);

/** A rule over several fields: where it is broken, and what to do. */
const rule = (path: string, error: string, holds: (config: z.infer<typeof Fields>) => boolean) =>
  z.refine<z.infer<typeof Fields>>(holds, { path: path.split('.'), error });

const Fields = z.object({
  ...shape,
  // Whose it is says the token; which version, If-Match.
  companyId: z.optional(z.string()),
  timeZone: z._default(
    z.string().check(z.refine(isTimeZone, 'must be an IANA time zone such as America/New_York')),
    'UTC',
  ),
  businessHours: z.optional(
    z.extend(BusinessHours, {
      holidays: z._default(
        z.array(z.string().check(z.refine(isDate, 'must be a date such as 2026-12-25'))).check(z.maxLength(400)),
        [],
      ),
    }),
  ),
  blockedCallers: z._default(z.array(PhoneNumber).check(z.maxLength(1000)), []),
});

const voiceRule = (tier: 'aiRep' | 'aiManager') =>
  rule(
    `tiers.${tier}.voice`,
    'must be a Twilio voice that speaks the language, such as Polly.Joanna-Neural for en; leave it out for our choice',
    ({ language, tiers }) => {
      const { voice } = tiers[tier];
      return voice === undefined || voiceFor(voice, language).voice === voice;
    },
  );

/** A name is said in the middle of a sentence, and stands at the head of a line. */
const nameRules = (path: string, nameIn: (config: z.infer<typeof Fields>) => string) => [
  rule(path, 'must hold something that can be seen', (config) => visible.test(nameIn(config))),
  rule(
    path,
    'must be one line without control characters',
    (config) => !visible.test(nameIn(config)) || !control.test(nameIn(config)),
  ),
];

/** The whole configuration, as it was read; what is left out takes its default. */
const ConfigStatement = Fields.check(
  ...nameRules('displayName', ({ displayName }) => displayName),
  ...nameRules('tiers.aiRep.name', ({ tiers }) => tiers.aiRep.name),
  ...nameRules('tiers.aiManager.name', ({ tiers }) => tiers.aiManager.name),
  voiceRule('aiRep'),
  voiceRule('aiManager'),
  rule(
    'tiers.humanAgent.escalationPhone',
    'is needed where humanAgent is enabled: give a number, or set enabled to false',
    ({ tiers: { humanAgent } }) => !humanAgent.enabled || humanAgent.escalationPhone !== undefined,
  ),
  rule(
    'tiers.humanAgent.notificationPhone',
    'is needed where notifyOnEscalation is on: give a number, or turn it off',
    ({ tiers: { humanAgent } }) => !humanAgent.notifyOnEscalation || humanAgent.notificationPhone !== undefined,
  ),
  rule(
    'tiers.aiRep.enabled',
    'one of aiRep and aiManager must be enabled; to switch the company off set enabled to false',
    ({ tiers: { aiRep, aiManager } }) => aiRep.enabled || aiManager.enabled,
  ),
);

export const getConfig = apiContract({
  route: 'getConfig',
  summary: "The company's configuration; its defaults are written down on first use",
  replies: { 200: CompanyConfig },
});

export const putConfig = apiContract({
  route: 'putConfig',
  summary: "Replaces the company's configuration by its next version; calls under way keep the one they began with",
  body: ConfigStatement,
  maxBodyBytes,
  ifMatch: true,
  replies: { 200: CompanyConfig },
});

export const listConfigVersions = apiContract({
  route: 'listConfigVersions',
  summary: 'The versions of the configuration, the newest first: which, when, by whom',
  query: z.object(pageQuery),
  replies: { 200: versionsPage },
});

export const getConfigVersion = apiContract({
  route: 'getConfigVersion',
  summary: 'One version of the configuration, whole: to compare, or to put again',
  path: versionPath,
  replies: { 200: z.object({ ...version, config: CompanyConfig }) },
});

export const enableCompany = apiContract({
  route: 'enableCompany',
  summary: 'The AI takes calls again; asking twice changes nothing more',
  replies: { 200: CompanyConfig },
  problems: [409],
});

export const disableCompany = apiContract({
  route: 'disableCompany',
  summary:
    'Callers are told that the assistant is not available, from the next call on; asking twice changes nothing more',
  replies: { 200: CompanyConfig },
  problems: [409],
});

const Line = z.object({ text: z.string(), language: z.enum(languages), voice: z.string() });
const Tier = z.object({ name: z.string(), model: z.string(), voice: z.string() });

export const dryRunConfig = apiContract({
  route: 'dryRunConfig',
  summary:
    'What a caller would hear, by a configuration that is not yet in force or by the one that is; nothing is changed',
  body: z.object({
    /** Absent: the one in force. */
    config: z.optional(ConfigStatement),
    /** Absent: now. */
    at: z.optional(z.iso.datetime()),
    /** Absent: somebody whom nobody has blocked; null: a withheld number. */
    from: z.optional(z.nullable(PhoneNumber)),
  }),
  maxBodyBytes,
  replies: {
    200: z.object({
      at: z.iso.datetime(),
      taken: z.boolean(),
      /** Why a call is not taken. */
      refusal: z.optional(z.string()),
      greeting: z.array(Line),
      /** Who answers; absent where the call is not taken. */
      answeredBy: z.optional(z.enum(['aiRep', 'aiManager'])),
      tiers: z.object({ aiRep: z.optional(Tier), aiManager: z.optional(Tier) }),
      person: z.object({
        /** Somebody can be rung now. */
        reachable: z.boolean(),
        /** The last two digits; whole for an admin. */
        numbers: z.array(z.string()),
        open: z.boolean(),
        /** When the team is back, where it is not there. */
        opensAt: z.optional(z.iso.datetime()),
        /** What a caller hears who asks for a person now. */
        whenAskedFor: z.array(Line),
      }),
    }),
  },
});
