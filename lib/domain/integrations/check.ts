import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Integration, Provider } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { adviceOn } from '#lib/domain/integrations/advice.ts';
import { type Key, keyRingOf } from '#lib/domain/integrations/key-ring.ts';
import { notSetUp } from '#lib/domain/integrations/view.ts';
import type { CompanySecrets } from '#lib/ports/company-secrets.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { CheckFault, CheckName, Finding, ProviderChecks } from '#lib/ports/provider-checks.ts';

export type CheckPorts = Pick<Ports, 'integrations' | 'companies' | 'log'> & {
  secrets: Pick<CompanySecrets, 'read'>;
  checks: ProviderChecks;
};

export type WhichKeys = 'current' | 'next';

/** What a test found, and what to do about it. */
export type CheckReport = {
  provider: Provider;
  keys: WhichKeys;
  /** Everything that was looked at is well. */
  ok: boolean;
  checks: {
    check: CheckName;
    state: Finding['state'];
    fault?: CheckFault;
    /** What stands where ours should. */
    found?: string;
    advice?: string;
  }[];
  /** Asked for again with `setWebhooks`, this test may set right what failed. */
  offer?: 'setWebhooks';
};

/** Where the company's number should point. */
export type NumberUrls = { voiceUrl: string; statusCallback: string };

/** Tries a provider's keys out. Throws AppError `notFound` where there is none, `conflict` where there is no next key. */
export async function checkIntegration(
  ports: CheckPorts,
  companyId: CompanyId,
  provider: Provider,
  asked: { keys: WhichKeys; setWebhooks: boolean; urls: NumberUrls | undefined },
): Promise<CheckReport> {
  const [row, secret] = await Promise.all([
    ports.integrations.find(companyId, provider),
    ports.secrets.read(companyId),
  ]);
  const ring = keyRingOf(secret, provider);
  if (row === undefined && ring === undefined) throw notSetUp(provider);
  const key = ring?.[asked.keys];
  if (key === undefined) {
    const remedy = asked.keys === 'next' ? 'put one as "next"' : 'put one';
    throw new AppError('conflict', `There is no ${asked.keys} key of ${provider} to test: ${remedy} first.`);
  }
  const findings = await findingsOf(ports, { companyId, provider, row, key }, asked);
  return toReport(provider, asked.keys, findings);
}

async function findingsOf(
  { checks, companies }: CheckPorts,
  {
    companyId,
    provider,
    row,
    key,
  }: { companyId: CompanyId; provider: Provider; row: Integration | undefined; key: Key },
  { setWebhooks: set, urls }: { setWebhooks: boolean; urls: NumberUrls | undefined },
): Promise<Finding[]> {
  switch (provider) {
    case 'TWILIO': {
      const keys = { accountSid: key.accountSid ?? '', authToken: key.key };
      return checks.twilio({ keys, phoneNumber: row?.phoneNumber, urls, set });
    }
    case 'ANTHROPIC': {
      const { tiers } = (await companies.find(companyId)) ?? CompanyConfig.parse({ companyId });
      return checks.anthropic({ apiKey: key.key, model: tiers.aiRep.model });
    }
    case 'WEBHOOK':
      if (row?.endpoint === undefined) return [{ check: 'answer', state: 'failed', fault: 'missing' }];
      return checks.webhook({ companyId, endpoint: row.endpoint, signingKey: key.key });
    case 'STRIPE':
      return checks.stripe({ apiKey: key.key });
    default:
      return provider satisfies never;
  }
}

function toReport(provider: Provider, keys: WhichKeys, findings: readonly Finding[]): CheckReport {
  const mayBeSet = findings.some(
    ({ check, state }) => /^(?:voiceUrl|statusCallback)$/.test(check) && state === 'failed',
  );
  return {
    provider,
    keys,
    ok: findings.every(({ state }) => state === 'passed'),
    checks: findings.map((finding) =>
      finding.state === 'passed'
        ? finding
        : {
            check: finding.check,
            state: finding.state,
            fault: finding.fault,
            ...(finding.found !== undefined && { found: finding.found }),
            advice: adviceOn(provider, finding.check, finding.fault),
          },
    ),
    ...(mayBeSet && { offer: 'setWebhooks' }),
  };
}
