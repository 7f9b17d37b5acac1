import { execFileSync } from 'node:child_process';
import type { Node } from 'constructs';

export const stageNames = ['staging', 'production'] as const;
export type StageName = (typeof stageNames)[number];

/** An OIDC issuer, where its keys are and how it names our claims; the last three only where the product's defaults are wrong. */
export type TokenIssuer = {
  issuer: string;
  audience: string;
  keysUrl?: string | undefined;
  companyClaim?: string | undefined;
  roleClaim?: string | undefined;
};

/** All that differs between two stages. What the account's owner decides has a default, so that synthesis needs nothing. */
export type Stage = {
  name: StageName;
  /** Undefined is whichever the credentials lead to. The region is never left to somebody's shell. */
  account: string | undefined;
  region: string;
  /** Sets the version of every function: a build deployed again after a rollback needs an id of its own. */
  buildId: string;
  /** The public name of the API; without it the API keeps the name that AWS gives it. */
  domain: { name: string; certificateArn: string; hostedZone: { id: string; name: string } | undefined } | undefined;
  /** Whose tokens the JSON door takes; without one the stage gets a user pool of its own. */
  tokens: TokenIssuer | undefined;
  /** Of one company, at the JSON door; undefined takes the product's own limit. */
  requestsPerMinute: string | undefined;
  /** Whose webhooks are taken; empty takes any source, and the signature decides. */
  allowedCidrs: readonly string[];
  /** The company of calls to a number that no integration has. */
  defaultCompanyId: string | undefined;
  /** Who is woken, and who is told: `mailto:` or `https:` addresses. */
  alerts: { critical: readonly string[]; warning: readonly string[] };
  datadog: { apiKeySecretArn: string; site: string } | undefined;
  /** Tables, keys and secrets outlive their stack, and tables refuse to be deleted. */
  keepsData: boolean;
  logDays: 14 | 90;
  /** Environments that are always warm, by entry: somebody on the phone waits for a cold start. */
  warm: Readonly<Record<string, number>>;
  /** Whether the way back has room of its own, for when everything else has taken the account's. */
  reservesRollback: boolean;
  /** How new versions take over. */
  shift: 'allAtOnce' | 'canary10Percent15Minutes';
  /** A release has to run this long without an alarm before it is one to go back to. */
  bakeMinutes: number;
  /** CodeDeploy looks at no alarm: the way out where an alarm is on and the fix is what has to be deployed. */
  ignoreAlarms: boolean;
  /** Requests a second: well above peak, because what is over it is a failed call. */
  throttle: { ratePerSecond: number; burst: number };
};

const fixed = {
  staging: {
    keepsData: false,
    logDays: 14,
    warm: {},
    reservesRollback: false,
    shift: 'allAtOnce',
    bakeMinutes: 15,
    throttle: { ratePerSecond: 200, burst: 400 },
  },
  production: {
    keepsData: true,
    logDays: 90,
    warm: { inbound: 2, speech: 4, turn: 4 },
    reservesRollback: true,
    shift: 'canary10Percent15Minutes',
    bakeMinutes: 60,
    throttle: { ratePerSecond: 2_000, burst: 4_000 },
  },
} as const satisfies Record<StageName, Partial<Stage>>;

/**
 * A stage as context or the environment state it. A setting `domainName` of production is looked for as context
 * `production:domainName`, context `domainName`, and the variable `CS_AI_PRODUCTION_DOMAIN_NAME`, in this order.
 */
export function readStage(context: Node, name: StageName): Stage {
  const text = (setting: string): string | undefined => {
    const variable = `CS_AI_${name}_${setting.replace(/[A-Z]/g, '_$&')}`.toUpperCase();
    const said = context.tryGetContext(`${name}:${setting}`) ?? context.tryGetContext(setting) ?? process.env[variable];
    return said === undefined || String(said).trim() === '' ? undefined : String(said).trim();
  };
  const list = (setting: string): string[] => text(setting)?.split(/[\s,]+/) ?? [];
  const together = (first: string, second: string): { first: string; second: string } | undefined => {
    const values = { first: text(first), second: text(second) };
    if (values.first === undefined && values.second === undefined) return undefined;
    if (values.first === undefined || values.second === undefined) {
      throw new Error(`Stage ${name}: ${first} and ${second} go together, and one is missing.`);
    }
    return { first: values.first, second: values.second };
  };
  const domain = together('domainName', 'certificateArn');
  const tokens = together('tokenIssuer', 'tokenAudience');
  const zone = together('hostedZoneId', 'hostedZoneName');
  const secret = text('datadogApiKeySecretArn');
  return {
    name,
    ...fixed[name],
    // A new account may run ten at once and reserve none of them: until AWS raises that, a deployment that asks for more fails.
    ...(text('warm') === 'off' ? { warm: {}, reservesRollback: false } : {}),
    ignoreAlarms: text('ignoreAlarms') === 'true',
    account: text('account'),
    region: text('region') ?? 'us-east-1',
    buildId: text('buildId') ?? process.env.BUILD_ID ?? commit(),
    domain: domain && {
      name: domain.first,
      certificateArn: domain.second,
      hostedZone: zone && { id: zone.first, name: zone.second },
    },
    tokens: tokens && {
      issuer: tokens.first,
      audience: tokens.second,
      keysUrl: text('tokenKeysUrl'),
      companyClaim: text('companyClaim'),
      roleClaim: text('roleClaim'),
    },
    requestsPerMinute: text('requestsPerMinute'),
    allowedCidrs: list('allowedCidrs'),
    defaultCompanyId: text('defaultCompanyId'),
    alerts: { critical: list('criticalAlerts'), warning: list('warningAlerts') },
    datadog:
      secret === undefined ? undefined : { apiKeySecretArn: secret, site: text('datadogSite') ?? 'datadoghq.com' },
  };
}

/** Outside a repository a build has no name but this. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'dev';
  }
}
