import { copy } from '#lib/adapters/memory/copy.ts';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Companies } from '#lib/ports/companies.ts';

export function memoryCompanies(): Companies {
  const configs = new Map<CompanyId, CompanyConfig>();
  return {
    find: async (companyId) => copy(configs.get(companyId)),

    async createOnce(config) {
      const standing = configs.get(config.companyId) ?? copy(config);
      configs.set(config.companyId, standing);
      return copy(standing);
    },

    async replace(config) {
      if (configs.get(config.companyId)?.version !== config.version) return false;
      configs.set(config.companyId, copy({ ...config, version: config.version + 1 }));
      return true;
    },
  };
}
