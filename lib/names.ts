/** Names that runtime, infra, dashboards and operators share. This file imports nothing. */

export const env = {
  stage: 'STAGE',
  tablePrefix: 'TABLE_PREFIX',
  webhookBaseUrl: 'TWILIO_WEBHOOK_BASE_URL',
  twilioApiBaseUrl: 'TWILIO_API_BASE_URL',
  twilioAccountSid: 'TWILIO_ACCOUNT_SID',
  twilioAuthToken: 'TWILIO_AUTH_TOKEN',
  twilioPhoneNumber: 'TWILIO_PHONE_NUMBER',
  defaultCompanyId: 'DEFAULT_COMPANY_ID',
  allowedCidrs: 'TWILIO_ALLOWED_CIDRS',
  requireSignature: 'REQUIRE_SIGNATURE',
  desk: 'CS_AI_DESK',
  dynamodbEndpoint: 'DYNAMODB_ENDPOINT',
  secretsEndpoint: 'SECRETS_ENDPOINT',
  lambdaEndpoint: 'LAMBDA_ENDPOINT',
  secretPrefix: 'SECRET_PREFIX',
  turnFunction: 'TURN_FUNCTION',
  afterwardsFunction: 'AFTERWARDS_FUNCTION',
  anthropicApiKey: 'ANTHROPIC_API_KEY',
  anthropicBaseUrl: 'ANTHROPIC_BASE_URL',
  stripeBaseUrl: 'STRIPE_API_BASE_URL',
  version: 'CS_AI_VERSION',
  bakeMinutes: 'BAKE_MINUTES',
  datadogMetrics: 'DATADOG_METRICS',
  functionName: 'AWS_LAMBDA_FUNCTION_NAME',
  functionVersion: 'AWS_LAMBDA_FUNCTION_VERSION',
  tokenIssuer: 'API_TOKEN_ISSUER',
  tokenAudience: 'API_TOKEN_AUDIENCE',
  tokenKeysUrl: 'API_TOKEN_JWKS_URI',
  companyClaim: 'API_COMPANY_CLAIM',
  roleClaim: 'API_ROLE_CLAIM',
  requestsPerMinute: 'API_REQUESTS_PER_MINUTE',
} as const;

type Key = { name: string; type: 'S' | 'N' };
export type TableIndex = { name: string; partition: Key; sort?: Key; projection?: 'ALL' | 'KEYS_ONLY' };
export type Table = { name: string; partition: Key; sort?: Key; indexes: readonly TableIndex[]; ttl?: string };

const string = (name: string): Key => ({ name, type: 'S' });
const number = (name: string): Key => ({ name, type: 'N' });

/** Every table, as AWS, the desk and the table check create or expect it. One table an entity. */
export const tables = {
  config: { name: 'CSConfig', partition: string('companyId'), indexes: [] },
  /** Versions of a configuration that others have replaced. */
  configVersion: { name: 'CSConfigVersion', partition: string('companyId'), sort: number('version'), indexes: [] },
  integration: {
    name: 'ClientIntegration',
    partition: string('companyId'),
    sort: string('provider'),
    indexes: [{ name: 'byPhoneNumber', partition: string('phoneNumber') }],
  },
  /** Whose a number is that callers dial: no two companies' at once. */
  phoneNumber: { name: 'CSPhoneNumber', partition: string('phoneNumber'), indexes: [] },
  session: {
    name: 'CSSession',
    partition: string('sessionId'),
    indexes: [
      {
        name: 'byCompanyStatus',
        partition: string('companyStatus'),
        sort: string('startedAt'),
        projection: 'KEYS_ONLY',
      },
      { name: 'byCustomer', partition: string('companyCustomer'), sort: string('startedAt'), projection: 'KEYS_ONLY' },
      { name: 'byCompany', partition: string('companyId'), sort: string('startedAt'), projection: 'KEYS_ONLY' },
      // Sparse: whom the company takes for somebody, proved or not. Only a deletion looks here.
      { name: 'byHint', partition: string('companyHint'), sort: string('startedAt'), projection: 'KEYS_ONLY' },
    ],
    ttl: 'expiresAt',
  },
  message: { name: 'CSMessage', partition: string('sessionId'), sort: number('seq'), indexes: [], ttl: 'expiresAt' },
  call: {
    name: 'VoiceCall',
    partition: string('twilioCallSid'),
    indexes: [
      {
        name: 'byCompanyStatus',
        partition: string('companyStatus'),
        sort: string('startedAt'),
        projection: 'KEYS_ONLY',
      },
      { name: 'byCompany', partition: string('companyId'), sort: string('startedAt'), projection: 'KEYS_ONLY' },
      // Sparse: a withheld number is nobody's.
      { name: 'byCaller', partition: string('companyCaller'), sort: string('startedAt'), projection: 'KEYS_ONLY' },
    ],
    ttl: 'expiresAt',
  },
  script: { name: 'VoiceScript', partition: string('companyId'), sort: string('scriptId'), indexes: [] },
  /** Versions of a company's wording in a language that others have replaced. */
  scriptVersion: {
    name: 'VoiceScriptVersion',
    partition: string('companyLanguage'),
    sort: number('version'),
    indexes: [],
  },
  usage: {
    name: 'CSAIUsage',
    partition: string('companyId'),
    sort: string('createdAtId'),
    indexes: [],
    ttl: 'expiresAt',
  },
  pricing: { name: 'CSAIPricing', partition: string('model'), sort: string('effectiveFrom'), indexes: [] },
  /** The ledger. Never expires. */
  action: {
    name: 'CSAction',
    partition: string('companyId'),
    sort: string('actionId'),
    // Sparse: only what is not settled has the attribute. A session's actions need no index, their ids begin with its own.
    indexes: [{ name: 'byState', partition: string('openState'), sort: string('updatedAt'), projection: 'KEYS_ONLY' }],
  },
  allowance: {
    name: 'CSAllowance',
    partition: string('companyId'),
    sort: string('window'),
    indexes: [],
    // Windows of order lines have none: what was paid for is given back once, for good.
    ttl: 'expiresAt',
  },
  /** Promises to call somebody back. Sparse: byDue, byCustomer and byPhone hold open ones, byNamed those that name somebody. */
  callback: {
    name: 'CSCallback',
    partition: string('companyId'),
    sort: string('callbackId'),
    indexes: [
      { name: 'byDue', partition: string('openCompany'), sort: string('from'), projection: 'KEYS_ONLY' },
      { name: 'byCustomer', partition: string('openCustomer'), sort: string('from'), projection: 'KEYS_ONLY' },
      { name: 'byPhone', partition: string('openPhone'), sort: string('from'), projection: 'KEYS_ONLY' },
      { name: 'byCompany', partition: string('companyId'), sort: string('from'), projection: 'KEYS_ONLY' },
      // Open or not. Only a deletion looks here.
      { name: 'byNamed', partition: string('companyNamed'), sort: string('from'), projection: 'KEYS_ONLY' },
    ],
    ttl: 'expiresAt',
  },
  /** Calls that companies have asked us to place, by their Idempotency-Key. */
  outboundCall: {
    name: 'CSOutboundCall',
    partition: string('companyId'),
    sort: string('outboundId'),
    // Sparse: only what names a customer. Only a deletion looks here.
    indexes: [
      { name: 'byCustomer', partition: string('companyCustomer'), sort: string('createdAt'), projection: 'KEYS_ONLY' },
    ],
    ttl: 'expiresAt',
  },
  /** Consent, and who wants no calls. Never expires: a wish not to be called has no end. */
  contact: { name: 'CSContact', partition: string('companyId'), sort: string('phone'), indexes: [] },
  /** What is to be done off the call, once each: text messages, reminders, after-call work. */
  outbox: {
    name: 'CSOutbox',
    partition: string('companyId'),
    sort: string('taskId'),
    // Sparse: only what is still to be done has the attribute.
    indexes: [{ name: 'byDue', partition: string('openState'), sort: string('dueAt'), projection: 'KEYS_ONLY' }],
    ttl: 'expiresAt',
  },
  /** How often a company has asked the JSON API, minute by minute. */
  requestCount: {
    name: 'CSRequestCount',
    partition: string('companyId'),
    sort: string('minute'),
    indexes: [],
    ttl: 'expiresAt',
  },
  /** That a customer's conversations were deleted, and by whose order. */
  erasure: { name: 'CSErasure', partition: string('companyId'), sort: string('erasureId'), indexes: [] },
  usageSummary: {
    name: 'CSAIUsageSummary',
    partition: string('companyId'),
    sort: string('period'),
    indexes: [],
    // Only the counters of sessions have it.
    ttl: 'expiresAt',
  },
} as const satisfies Record<string, Table>;

/** One name feeds EMF, the alarm, the dashboard and a test. Units: milliseconds, seconds, percent or counts as said. */
export const metrics = {
  callsTotal: { name: 'voice_ai.calls.total', unit: 'Count' },
  /** 100 or 0 per finished call: the average is the rate. */
  callsSuccess: { name: 'voice_ai.calls.success_rate', unit: 'Percent' },
  /** Seconds per call. */
  callsDuration: { name: 'voice_ai.calls.duration_avg', unit: 'Seconds' },
  /** 100 or 0 per finished call. */
  callsEscalation: { name: 'voice_ai.calls.escalation_rate', unit: 'Percent' },
  /** A person was asked for. */
  escalationsRequested: { name: 'voice_ai.escalations.requested', unit: 'Count' },
  /** The person pressed 1. */
  escalationsAccepted: { name: 'voice_ai.escalations.accepted', unit: 'Count' },
  /** Person and caller have talked. */
  escalationsBridged: { name: 'voice_ai.escalations.bridged', unit: 'Count' },
  escalationsDeclined: { name: 'voice_ai.escalations.declined', unit: 'Count' },
  /** Picked up, and no key pressed. */
  escalationsIgnored: { name: 'voice_ai.escalations.ignored', unit: 'Count' },
  escalationsNoAnswer: { name: 'voice_ai.escalations.no_answer', unit: 'Count' },
  escalationsBusy: { name: 'voice_ai.escalations.busy', unit: 'Count' },
  escalationsMachine: { name: 'voice_ai.escalations.machine', unit: 'Count' },
  escalationsFailed: { name: 'voice_ai.escalations.failed', unit: 'Count' },
  /** No number took the call, and the caller is back with the AI. */
  escalationsExhausted: { name: 'voice_ai.escalations.exhausted', unit: 'Count' },
  escalationsAfterHours: { name: 'voice_ai.escalations.after_hours', unit: 'Count' },
  /** The caller hung up before a person took the call. */
  escalationsCallerGone: { name: 'voice_ai.escalations.caller_gone', unit: 'Count' },
  sessionsTotal: { name: 'cs_ai.sessions.total', unit: 'Count' },
  /** A chat was handed to the team: it was told of it. */
  sessionsEscalated: { name: 'cs_ai.sessions.escalated', unit: 'Count' },
  /** 100 or 0 per finished session. */
  sessionsResolution: { name: 'cs_ai.sessions.resolution_rate', unit: 'Percent' },
  /** Messages per finished session. */
  messagesPerSession: { name: 'cs_ai.messages.avg_per_session', unit: 'Count' },
  /** Tokens per model call; its daily sum is the usage. */
  tokens: { name: 'cs_ai.tokens.daily_usage', unit: 'Count' },
  webhookDuration: { name: 'voice_ai.webhook.duration', unit: 'Milliseconds' },
  /** 1 when a webhook failed on us, else 0: its average is the error rate. Webhooks answer 200 even then, so Lambda cannot tell. */
  webhookFailed: { name: 'voice_ai.webhook.failed', unit: 'Count' },
  /** Milliseconds from the claimed turn to its first sentence. */
  firstSentence: { name: 'voice_ai.turn.first_sentence', unit: 'Milliseconds' },
  turnFailed: { name: 'voice_ai.turn.failed', unit: 'Count' },
  cost: { name: 'cs_ai.cost.usd', unit: 'None' },
  actionsExecuted: { name: 'cs_ai.actions.executed', unit: 'Count' },
  actionsDenied: { name: 'cs_ai.actions.denied', unit: 'Count' },
  actionsFailed: { name: 'cs_ai.actions.failed', unit: 'Count' },
  /** The shop did not say what became of it: the reconciler asks. */
  actionsUnknown: { name: 'cs_ai.actions.unknown', unit: 'Count' },
  /** Actions that a run of the reconciler left open: the last sample is how many there are. */
  actionsUnsettled: { name: 'cs_ai.actions.unsettled', unit: 'Count' },
  /** A sentence that claimed a deed without a receipt, and was not spoken. */
  actionsUnproven: { name: 'cs_ai.actions.unproven_claims', unit: 'Count' },
  /** An AI rep handed the conversation to the AI manager. */
  tierChanged: { name: 'cs_ai.tiers.changed', unit: 'Count' },
  /** A text message, a reminder or a summary that was given up after all its tries. */
  tasksGivenUp: { name: 'cs_ai.afterwards.given_up', unit: 'Count' },
  /** Milliseconds of a request to the JSON API. */
  apiDuration: { name: 'cs_ai.api.duration', unit: 'Milliseconds' },
  /** 1 when a request to the JSON API failed on us (5xx), else 0: its average is the error rate. */
  apiFailed: { name: 'cs_ai.api.failed', unit: 'Count' },
  /** 1 healthy, 0 not. */
  health: { name: 'cs_ai.health', unit: 'Count' },
} as const satisfies Record<string, { name: string; unit: string }>;
export type Metric = keyof typeof metrics;

/**
 * Metrics that count once more for the version of the function that emits them, so that a deployment can tell how the
 * version it tries out does. Few, because each version of each is a billed metric while it runs.
 */
export const versionedMetrics = [
  'webhookFailed',
  'apiFailed',
  'turnFailed',
  'firstSentence',
] as const satisfies readonly Metric[];

/** CloudWatch namespace and the `service` dimension of every metric. */
export const metricNamespace = 'CsAi';
export const serviceName = 'cs-ai';

/** The alias that callers reach: a release is where all of them point. */
export const liveAlias = 'live';

/** What infra makes, and what shifts, watches or moves releases looks for under the same name. */
export const releaseNames = (stage: string) =>
  ({
    /** The physical name of a function by its entry. */
    functionName: (entry: string) => `cs-ai-${stage}-${entry}`,
    /** CodeDeploy's application: every deployment of the stage is in it. */
    application: `cs-ai-${stage}`,
    /** The composite alarm on which everything goes back. */
    rollbackAlarm: `cs-ai-${stage}-rollback`,
    /** In SSM, with a slash at the end: `good/<number>`, `candidate`, `rollback`, `topic`. */
    parameters: `/cs-ai/${stage}/releases/`,
  }) as const;

/** The company of the calls that check a release: nobody's, rung by no phone. What it does counts for no metric. */
export const checkCompany = {
  companyId: 'release-check',
  phoneNumber: '+12025550199',
  callerNumber: '+12025550198',
  accountSid: 'ACrelease-check',
} as const;
/** At the top of an event, where no request from outside can write: the check of a release asks. */
export const checkMark = 'csAiReleaseCheck';

/** Secrets Manager: one JSON secret per company, and `platform` for the fallbacks. */
export const secretPrefix = (stage: string): string => `cs-ai/${stage}/`;
export const platformSecret = 'platform';

/** API Gateway waits 30 s at most. */
export const apiLimits = {
  /** Lambda's time-out for a function behind the JSON door. */
  timeoutMs: 29_000,
  answerWithinMs: 25_000,
  /** Kept back from what Lambda leaves us, to write the answer. */
  spareMs: 500,
} as const;

/** Twilio waits 15 s at most. A caller should not: after `answerWithinMs` a webhook apologises and goes on. */
export const webhookLimits = {
  /**
   * Lambda's time-out for a webhook function. Above 10 s, so that "p99 over 10 s" (a reason to roll back) can be seen at
   * all: Lambda reports no duration beyond its time-out, and a function that is killed writes no metric of ours.
   */
  timeoutMs: 12_000,
  answerWithinMs: 6_000,
  /** Kept back from what Lambda leaves us, to write the answer. */
  spareMs: 500,
} as const;

/** A run of the scheduled reconciler begins nothing after this: within Lambda's time-out one shop may still take 45 s to answer. */
export const reconcileLimits = { workWithinMs: 60_000 } as const;
