import { copy, keyOf } from '#lib/adapters/memory/copy.ts';
import type { Integration } from '#lib/contracts/integration.ts';
import type { Integrations } from '#lib/ports/integrations.ts';

export function memoryIntegrations(): Integrations {
  const integrations = new Map<string, Integration>();
  return {
    find: async (companyId, provider) => copy(integrations.get(keyOf(companyId, provider))),

    async findByPhoneNumber(phoneNumber) {
      const found = [...integrations.values()]
        .filter((integration) => integration.phoneNumber === phoneNumber)
        .sort((a, b) => (a.companyId < b.companyId ? -1 : 1));
      return copy(found.find((integration) => integration.status === 'ACTIVE') ?? found[0]);
    },

    async put(integration) {
      integrations.set(keyOf(integration.companyId, integration.provider), copy(integration));
    },
  };
}
