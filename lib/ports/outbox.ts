import type { CompanyId } from '#lib/domain/ids.ts';
import type { Task } from '#lib/domain/task.ts';

type TaskKey = Pick<Task, 'companyId' | 'taskId'>;

/** CSOutbox: what is to be done off the call, once each. */
export interface Outbox {
  /** Writes the task once; says whether it is ours. */
  createOnce(task: Task): Promise<boolean>;
  /** Consistent read. */
  find(companyId: CompanyId, taskId: string): Promise<Task | undefined>;
  /**
   * Takes an open task that is due at `now` for one try, counts the try and the doubt, and hides it until `until`.
   * Undefined where it is not due, not open, or somebody else's. For exactly one of many.
   */
  claim(key: TaskKey, now: string, until: string): Promise<Task | undefined>;
  /**
   * Ends a try; false when another try has begun since. A task that stays open is due again at `dueAt`; of one that is over
   * `about` may be written anew, without what it was about.
   */
  settle(
    tried: TaskKey & Pick<Task, 'tries'>,
    end: Pick<Task, 'state' | 'doubts' | 'note'> & { dueAt?: string; about?: Task['about'] },
  ): Promise<boolean>;
  /** Open tasks of all companies that are due at `at`, oldest first. */
  due(at: string, limit: number): Promise<Task[]>;
  /** Takes a task away for good, whatever became of it. */
  erase(companyId: CompanyId, taskId: string): Promise<boolean>;
}
