import { afterCall } from '#lib/domain/afterwards/after-call.ts';
import { countUnanswered } from '#lib/domain/afterwards/count-unanswered.ts';
import { eraseRecording } from '#lib/domain/afterwards/erase-recording.ts';
import { notifyOfEscalation } from '#lib/domain/afterwards/escalation-text.ts';
import { passOn } from '#lib/domain/afterwards/message-text.ts';
import { tellOfMissed } from '#lib/domain/afterwards/missed-text.ts';
import { remind } from '#lib/domain/afterwards/reminder-text.ts';
import { tellOfMessage } from '#lib/domain/afterwards/spoken-message-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { endIfIdle } from '#lib/domain/chat/idle.ts';
import { closeLate } from '#lib/domain/close-call.ts';
import { endUnheard } from '#lib/domain/end-unheard.ts';
import { eraseCustomer } from '#lib/domain/erasure/erase-customer.ts';
import { type Task, withoutPerson } from '#lib/domain/task.ts';

/** A try that says nothing for this long is lost, in milliseconds. Longer than its Lambda may live. */
const lostAfterMs = 120_000;
/** Milliseconds from the first try to the second; each further wait is four times as long. */
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;
const maxTries = 6;
/** A thing that cannot be taken back is done twice at most: once more after a try that may have done it. */
const maxDoubts = 2;
/** What is deleted may be deleted any number of times, and must not outlive its day: it is tried for a week. */
const maxErasures = 170;
const limitsOf = ({ about }: Task): { tries: number; doubts: number } =>
  about.kind === 'erase-recording' || about.kind === 'erase-customer' || about.kind === 'forget-customer'
    ? { tries: maxErasures, doubts: maxErasures }
    : { tries: maxTries, doubts: maxDoubts };

/**
 * Does one task of the outbox if it is due and nobody else has it. Safe to start twice. Throws only where the outbox
 * itself fails: then the try is lost, and the sweep begins another.
 */
export async function runTask(ports: TaskPorts, key: Pick<Task, 'companyId' | 'taskId'>): Promise<Task['state']> {
  const now = ports.clock.now();
  const task = await ports.outbox.claim(key, iso(now), iso(now + lostAfterMs));
  if (task === undefined) return 'open';
  const end = task.doubts > limitsOf(task).doubts ? tooDoubtful : await attempt(ports, task);
  return settle(ports, task, end);
}

const tooDoubtful: TaskEnd = { kind: 'never', note: 'It may have been done twice already.' };

async function attempt(ports: TaskPorts, task: Task): Promise<TaskEnd> {
  try {
    switch (task.about.kind) {
      case 'escalation':
        return await notifyOfEscalation(ports, task, task.about);
      case 'missed-transfer':
        return await tellOfMissed(ports, task, task.about);
      case 'reminder':
        return await remind(ports, task, task.about);
      case 'message':
        return await passOn(ports, task, task.about);
      case 'spoken-message':
        return await tellOfMessage(ports, task, task.about);
      case 'erase-recording':
        return await eraseRecording(ports, task, task.about);
      case 'late-end': {
        const closed = await closeLate(ports, task.companyId, task.about);
        return { kind: 'done', note: closed ? 'Closed late.' : 'Nothing was open.' };
      }
      case 'erase-customer':
      case 'forget-customer':
        return await eraseCustomer(ports, task, task.about);
      case 'unheard-end':
        return await endUnheard(ports, task.companyId, task.about.callSid);
      case 'after-call':
        return await afterCall(ports, task, task.about.end);
      case 'unanswered':
        return await countUnanswered(ports, task.companyId, task.about);
      case 'idle':
        return await endIfIdle(ports, task);
      default:
        return task.about satisfies never;
    }
  } catch (cause) {
    ports.log.error('task failed', cause, { taskId: task.taskId, kind: task.about.kind });
    return { kind: 'again', certain: true, note: 'internal' };
  }
}

async function settle(ports: TaskPorts, task: Task, end: TaskEnd): Promise<Task['state']> {
  const doubts = end.kind === 'again' && !end.certain ? task.doubts : task.doubts - 1;
  const limits = limitsOf(task);
  const again = end.kind === 'again' && task.tries < limits.tries && doubts < limits.doubts;
  const state = end.kind === 'done' ? 'done' : again ? 'open' : 'given-up';
  const note = end.note === undefined ? {} : { note: end.note };
  const dueAt = iso(ports.clock.now() + waitMs(task.tries));
  await ports.outbox.settle(task, {
    state,
    doubts,
    ...note,
    ...(again ? { dueAt } : { about: withoutPerson(task.about) }),
  });
  const fields = { taskId: task.taskId, kind: task.about.kind, tries: task.tries, ...note };
  if (state === 'given-up') {
    ports.metrics.emit('tasksGivenUp', 1, { company: task.companyId });
    ports.log.warn('task given up', fields);
  } else ports.log.info(state === 'done' ? 'task done' : 'task to be tried again', fields);
  return state;
}

const waitMs = (tries: number): number => Math.min(longestWaitMs, firstWaitMs * 4 ** (tries - 1));
const iso = (ms: number): string => new Date(ms).toISOString();
