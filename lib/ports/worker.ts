import type { CompanyId, SessionId } from '#lib/domain/ids.ts';

/** What the turn worker is started with: a turn to answer, or a new conversation whose prompt it may put in the cache. */
export type TurnJob = { kind: 'answer' | 'warm'; companyId: CompanyId; sessionId: SessionId; turn: number };

/** What the afterwards worker is started with: the outbox says the rest. */
export type AfterwardsJob = { companyId: CompanyId; taskId: string };

/** Starts the workers and does not wait for them. Throws when one could not be started. */
export interface Worker {
  start(job: TurnJob): Promise<void>;
  /** Nothing is lost where it throws: the sweep takes what was left. */
  startAfterwards(job: AfterwardsJob): Promise<void>;
}
