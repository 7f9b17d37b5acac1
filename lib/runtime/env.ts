import { AppError } from '#lib/domain/errors.ts';
import { env, secretPrefix } from '#lib/names.ts';

/** The environment as a typed model, read once. Secrets appear only as fallbacks for a company without an integration. */
export type Settings = {
  stage: string;
  version: string;
  tablePrefix: string;
  secretPrefix: string;
  /** Where Twilio reaches us, without a trailing slash: the base of every signed URL. */
  webhookBaseUrl: string | undefined;
  twilioApiBaseUrl: string;
  fallback: {
    companyId: string | undefined;
    phoneNumber: string | undefined;
    keys: { accountSid: string; authToken: string } | undefined;
  };
  allowedCidrs: readonly string[];
  /** On somebody's desk: its own shop may be asked by plain http. */
  desk: boolean;
  /** On the desk, unsigned requests from this machine pass unless REQUIRE_SIGNATURE is true; elsewhere they never do. */
  unsignedLoopbackPasses: boolean;
  dynamodbEndpoint: string | undefined;
  secretsEndpoint: string | undefined;
  lambdaEndpoint: string | undefined;
  turnFunction: string;
  afterwardsFunction: string;
  anthropicApiKey: string | undefined;
  anthropicBaseUrl: string | undefined;
  stripeBaseUrl: string | undefined;
  /** How long a release has to run without an alarm before it is one to go back to. */
  bakeMinutes: number;
  datadogMetrics: boolean;
  /** In Lambda: which function this is, and which version of it. */
  running: { function: string; version: string } | undefined;
  api: ApiSettings;
};

/** Whom the JSON API believes, and how much it takes. */
export type ApiSettings = {
  /** Undefined where no issuer is named: then nobody gets in. */
  tokens: { issuer: string; audience: string; keysUrl: string; companyClaim: string; roleClaim: string } | undefined;
  requestsPerMinute: number;
};

/** Throws AppError `misconfigured`, naming the variable and what it should hold. */
export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const text = (name: string): string | undefined => source[name]?.trim() || undefined;
  const stage = text(env.stage) ?? 'local';
  const accountSid = text(env.twilioAccountSid);
  const authToken = text(env.twilioAuthToken);
  const functionName = text(env.functionName);
  const functionVersion = text(env.functionVersion);
  return {
    stage,
    version: text(env.version) ?? 'dev',
    tablePrefix: text(env.tablePrefix) ?? '',
    secretPrefix: text(env.secretPrefix) ?? secretPrefix(stage),
    webhookBaseUrl: httpUrl(env.webhookBaseUrl, text(env.webhookBaseUrl)),
    twilioApiBaseUrl: httpUrl(env.twilioApiBaseUrl, text(env.twilioApiBaseUrl)) ?? 'https://api.twilio.com',
    fallback: {
      companyId: text(env.defaultCompanyId),
      phoneNumber: text(env.twilioPhoneNumber),
      keys: accountSid !== undefined && authToken !== undefined ? { accountSid, authToken } : undefined,
    },
    allowedCidrs: (text(env.allowedCidrs) ?? '').split(/[\s,]+/).filter((cidr) => cidr !== ''),
    desk: text(env.desk) === 'true',
    unsignedLoopbackPasses: text(env.desk) === 'true' && text(env.requireSignature) !== 'true',
    dynamodbEndpoint: text(env.dynamodbEndpoint),
    secretsEndpoint: text(env.secretsEndpoint),
    lambdaEndpoint: text(env.lambdaEndpoint),
    turnFunction: text(env.turnFunction) ?? 'turn',
    afterwardsFunction: text(env.afterwardsFunction) ?? 'afterwards',
    anthropicApiKey: text(env.anthropicApiKey),
    anthropicBaseUrl: httpUrl(env.anthropicBaseUrl, text(env.anthropicBaseUrl)),
    stripeBaseUrl: httpUrl(env.stripeBaseUrl, text(env.stripeBaseUrl)),
    bakeMinutes: wholeNumber(env.bakeMinutes, text(env.bakeMinutes)) ?? 60,
    datadogMetrics: text(env.datadogMetrics) === 'true',
    running:
      functionName === undefined || functionVersion === undefined
        ? undefined
        : { function: functionName, version: functionVersion },
    api: {
      tokens: tokenSettings({
        issuer: text(env.tokenIssuer),
        audience: text(env.tokenAudience),
        keysUrl: httpUrl(env.tokenKeysUrl, text(env.tokenKeysUrl)),
        companyClaim: text(env.companyClaim) ?? 'custom:companyId',
        roleClaim: text(env.roleClaim) ?? 'custom:role',
      }),
      requestsPerMinute: wholeNumber(env.requestsPerMinute, text(env.requestsPerMinute)) ?? 600,
    },
  };
}

type TokenSettings = NonNullable<ApiSettings['tokens']>;

function tokenSettings({
  issuer,
  audience,
  keysUrl,
  ...claims
}: { [Name in keyof TokenSettings]: TokenSettings[Name] | undefined } & Pick<
  TokenSettings,
  'companyClaim' | 'roleClaim'
>): ApiSettings['tokens'] {
  if (issuer === undefined && audience === undefined) return undefined;
  if (issuer === undefined || audience === undefined) {
    throw new AppError('misconfigured', `${env.tokenIssuer} and ${env.tokenAudience} must both be set, or neither.`);
  }
  // Where Cognito and most others keep their keys.
  return { issuer, audience, keysUrl: keysUrl ?? `${issuer.replace(/\/+$/, '')}/.well-known/jwks.json`, ...claims };
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw new AppError('misconfigured', `${name} must be a whole number from 1 on; it is "${value}".`);
  }
  return Number(value);
}

function httpUrl(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new AppError('misconfigured', `${name} must be an absolute http(s) URL; it is "${value}".`);
  }
  return value.replace(/\/+$/, '');
}
