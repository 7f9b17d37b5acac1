import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import type { Integrations, NumberClaim } from '#lib/ports/integrations.ts';

type Kept = Integration & { removed?: true };

export function memoryIntegrations(): Integrations {
  const integrations = new Map<string, Kept>();
  const claims = new Map<string, NumberClaim>();
  let stamps = 0;
  const standing = (): Integration[] => [...integrations.values()].filter(({ removed }) => removed !== true);
  const write = (kept: Kept): void => void integrations.set(keyOf(kept.companyId, kept.provider), copy(kept));
  const editionOf = ({ companyId, provider }: Pick<Integration, 'companyId' | 'provider'>): number | undefined =>
    integrations.get(keyOf(companyId, provider))?.edition;

  return {
    async find(companyId, provider) {
      const kept = integrations.get(keyOf(companyId, provider));
      return kept?.removed ? undefined : copy(kept);
    },

    async findByPhoneNumber(phoneNumber) {
      const found = standing()
        .filter((integration) => integration.phoneNumber === phoneNumber)
        .sort((a, b) => (a.companyId < b.companyId ? -1 : 1));
      return copy(found.find((integration) => integration.status === 'ACTIVE') ?? found[0]);
    },

    list: async (companyId) =>
      standing()
        .filter((one) => one.companyId === companyId)
        .map(copy),

    put: async (integration) => write(integration),

    async replace(integration) {
      const earlier = editionOf(integration);
      if (earlier !== undefined && earlier >= integration.edition) return false;
      write(integration);
      return true;
    },

    async remove(integration) {
      const earlier = editionOf(integration);
      if (earlier !== undefined && earlier > integration.edition) return;
      write({ ...integration, status: 'INACTIVE', removed: true });
    },

    async claimNumber(phoneNumber, { companyId, at }, over) {
      const claim = claims.get(phoneNumber);
      if (claim !== undefined && claim.companyId !== companyId && claim.stamp !== over?.stamp) return undefined;
      stamps += 1;
      claims.set(phoneNumber, { companyId, stamp: String(stamps), at });
      return copy(claims.get(phoneNumber));
    },

    findClaim: async (phoneNumber) => copy(claims.get(phoneNumber)),

    async releaseNumber(phoneNumber, { stamp }) {
      if (claims.get(phoneNumber)?.stamp === stamp) claims.delete(phoneNumber);
    },
  };
}
