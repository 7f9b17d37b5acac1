import type { CompanyId } from '#lib/domain/ids.ts';
import type { Role } from '#lib/routes.ts';

/** Who asks, as their token says: the only place that a company's id ever comes from at the JSON door. */
export type Member = {
  companyId: CompanyId;
  role: Role;
  /** The issuer's id of the person or program (`sub`). */
  subject: string;
};

export interface Tokens {
  /** Throws AppError `unauthenticated` for a token that proves nothing, `unavailable` where that cannot be decided now. */
  verify(token: string): Promise<Member>;
}
