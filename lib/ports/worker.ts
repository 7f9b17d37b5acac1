import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** What the turn worker is started with. */
export type TurnJob = { companyId: CompanyId; sessionId: SessionId; turn: number };

/** Starts the turn worker and does not wait for it. Throws when it could not be started. */
export interface Worker {
  start(job: TurnJob): Promise<void>;
}
