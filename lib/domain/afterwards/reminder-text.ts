import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { sendText } from '#lib/domain/afterwards/send-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { fillIn, oneMessage, teamTexts } from '#lib/domain/afterwards/team-texts.ts';
import type { Callback } from '#lib/domain/callback.ts';
import { writtenName } from '#lib/domain/company-name.ts';
import { discreet } from '#lib/domain/discreet.ts';
import type { Task } from '#lib/domain/task.ts';
import { sayWindow } from '#lib/domain/zoned-time.ts';

const shortestNumber = 7;

/** Reminds the team of a promised call when its time has come; not where the promise was moved, kept or taken back. */
export async function remind(
  ports: Pick<TaskPorts, 'callbacks' | 'sessions' | 'texts'>,
  task: Task,
  { callbackId, from }: { callbackId: string; from: string },
): Promise<TaskEnd> {
  const callback = await ports.callbacks.find(task.companyId, callbackId);
  if (callback?.status !== 'open' || callback.from !== from) return { kind: 'done', note: 'No longer promised.' };
  const session = await ports.sessions.find(callback.sessionId);
  const to = session?.config.tiers.humanAgent.notificationPhone;
  if (session === undefined || to === undefined) return { kind: 'never', note: 'Nobody to remind.' };
  return sendText(ports, task.companyId, { to, body: reminderText(session.config, callback) });
}

/** The one long number in it is the one to call. Pure. */
function reminderText(config: CompanyConfig, callback: Callback): string {
  const { phone, owner, reason, timeZone } = callback;
  const when = sayWindow(callback, timeZone, config.language);
  const values = { company: writtenName(config), when, phone, owner: discreet(owner, shortestNumber) };
  return oneMessage([fillIn(teamTexts[config.language].reminder, values), discreet(reason, shortestNumber)]);
}
