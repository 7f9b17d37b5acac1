import type { CompanyId } from '#lib/domain/ids.ts';
import type { Commerce, Shops } from '#lib/ports/commerce.ts';

/** The shops of some companies, for tests and simulations. All others have none. */
export function memoryShops(shops: Record<CompanyId, Commerce> = {}): Shops {
  const standing = new Map<CompanyId, Commerce>(Object.entries(shops));
  return { of: async (companyId) => standing.get(companyId) };
}
