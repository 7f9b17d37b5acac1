import { type CompanySecret, type Integration, type Provider, providers } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { editionOf, type Key, keyRingOf } from '#lib/domain/integrations/key-ring.ts';
import type { CompanySecrets } from '#lib/ports/company-secrets.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export type ViewPorts = { integrations: Pick<Integrations, 'find' | 'list'>; secrets: Pick<CompanySecrets, 'read'> };

/** As much of a key as may be seen. */
export type MaskedKey = { accountSid?: string; key: string; until?: string };

/** An integration as its company sees it: never a secret. */
export type IntegrationView = Pick<
  Integration,
  'provider' | 'category' | 'status' | 'phoneNumber' | 'accountSid' | 'endpoint'
> & {
  version: number;
  keys: { current?: MaskedKey; next?: MaskedKey; previous?: MaskedKey };
  editedAt?: string;
  editedBy?: { subject: string; role: string };
};

/** A company's integrations, those included of which there is nothing but a key. */
export async function listIntegrations(ports: ViewPorts, companyId: CompanyId): Promise<IntegrationView[]> {
  const [rows, secret] = await Promise.all([ports.integrations.list(companyId), ports.secrets.read(companyId)]);
  return providers.flatMap((provider) => {
    const view = viewOf(
      provider,
      rows.find((row) => row.provider === provider),
      secret,
    );
    return view === undefined ? [] : [view];
  });
}

/** Throws AppError `notFound` for what the company has not set up. */
export async function findIntegration(
  ports: ViewPorts,
  companyId: CompanyId,
  provider: Provider,
): Promise<IntegrationView> {
  const [row, secret] = await Promise.all([
    ports.integrations.find(companyId, provider),
    ports.secrets.read(companyId),
  ]);
  const view = viewOf(provider, row, secret);
  if (view === undefined) throw notSetUp(provider);
  return view;
}

export const notSetUp = (provider: Provider): AppError =>
  new AppError('notFound', `You have no ${provider} integration. Put one, with If-Match: "0" if there never was one.`);

export const categoryOf = {
  TWILIO: 'COMMUNICATION',
  ANTHROPIC: 'AI_ML',
  WEBHOOK: 'COMMERCE',
  STRIPE: 'COMMERCE',
} as const satisfies Record<Provider, Integration['category']>;

/** Undefined where there is neither a row nor a key. */
function viewOf(provider: Provider, row: Integration | undefined, secret: CompanySecret): IntegrationView | undefined {
  const ring = keyRingOf(secret, provider);
  if (row === undefined && ring === undefined) return undefined;
  const accountSid = row?.accountSid ?? ring?.current.accountSid;
  return {
    provider,
    category: categoryOf[provider],
    // A key without a row is what an operator stored by hand: the model's is used all the same, a shop's is not.
    status: row?.status ?? (provider === 'ANTHROPIC' ? 'ACTIVE' : 'INACTIVE'),
    ...(row?.phoneNumber !== undefined && { phoneNumber: row.phoneNumber }),
    ...(accountSid !== undefined && { accountSid }),
    ...(row?.endpoint !== undefined && { endpoint: row.endpoint }),
    version: editionOf(secret, provider),
    keys: {
      ...(ring && { current: masked(ring.current) }),
      ...(ring?.next && { next: masked(ring.next) }),
      ...(ring?.previous && { previous: { ...masked(ring.previous), until: ring.previous.until } }),
    },
    ...(row?.edit && { editedAt: row.edit.at, editedBy: row.edit.by }),
  };
}

/** The last four, of a key that is long enough not to be told by them. */
const masked = ({ key, accountSid }: Key): MaskedKey => ({
  ...(accountSid !== undefined && { accountSid }),
  key: key.length < 12 ? '…' : `…${key.slice(-4)}`,
});
