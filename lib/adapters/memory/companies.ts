import { copy } from '#lib/adapters/memory/copy.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Companies, Edition } from '#lib/ports/companies.ts';

export function memoryCompanies(): Companies {
  /** Every version of a company's configuration, the standing one last. */
  const all = new Map<CompanyId, Edition[]>();
  const standing = (companyId: CompanyId): Edition | undefined => all.get(companyId)?.at(-1);
  return {
    find: async (companyId) => copy(standing(companyId)?.config),

    async createOnce(config) {
      if (!all.has(config.companyId)) all.set(config.companyId, [{ config: copy(config) }]);
      return copy(standing(config.companyId)?.config ?? config);
    },

    async replace(config, edit) {
      const { companyId, version } = config;
      if (standing(companyId)?.config.version !== version) return false;
      all.get(companyId)?.push(copy({ config: { ...config, version: version + 1 }, ...(edit && { edit }) }));
      return true;
    },

    edition: async (companyId, version) => copy(all.get(companyId)?.find(({ config }) => config.version === version)),

    editions: async (companyId, { before = Number.POSITIVE_INFINITY, limit }) =>
      (all.get(companyId) ?? [])
        .filter(({ config }) => config.version < before)
        .toReversed()
        .slice(0, limit)
        .map(copy),
  };
}
