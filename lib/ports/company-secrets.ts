import type { CompanySecret, Provider } from '#lib/contracts/integration.ts';
import type { CompanyId } from '#lib/domain/ids.ts';

/** What an edit leaves of one provider's keys; undefined where nothing is left. The other providers' stay as they are. */
export type SecretChange = {
  [P in Provider]: { provider: P; keys: CompanySecret[P]; edition: number };
}[Provider];

/** A company's one secret, for those who write it. Nothing is cached. Throws AppError `unavailable` or `misconfigured`. */
export interface CompanySecrets {
  /** Empty where there is none yet. */
  read(companyId: CompanyId): Promise<CompanySecret>;
  /**
   * Changes what stands, and returns what stands then. `decide` is asked again whenever somebody else was faster, so that
   * no edit of another provider is lost; it returns undefined where nothing is to be done, and may throw. Throws AppError
   * `conflict` where others are always faster.
   */
  edit(companyId: CompanyId, decide: (standing: CompanySecret) => SecretChange | undefined): Promise<CompanySecret>;
}
