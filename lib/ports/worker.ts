import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** What the turn worker is started with: a turn to answer, or a new conversation whose prompt it may put in the cache. */
export type TurnJob = { kind: 'answer' | 'warm'; companyId: CompanyId; sessionId: SessionId; turn: number };

/** Starts the turn worker and does not wait for it. Throws when it could not be started. */
export interface Worker {
  start(job: TurnJob): Promise<void>;
}
