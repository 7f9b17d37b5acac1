import { caseOf } from '#lib/domain/afterwards/escalation-text.ts';
import { sendText } from '#lib/domain/afterwards/send-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { fillIn, oneMessage, teamTexts } from '#lib/domain/afterwards/team-texts.ts';
import { writtenName } from '#lib/domain/company-name.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { type Escalation, wasTaken } from '#lib/domain/escalation.ts';
import { howMissed } from '#lib/domain/escalation-steps.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

/** Tells the team by text message that nobody took a caller who was put through, why, and whom to call. */
export async function tellOfMissed(
  ports: Pick<TaskPorts, 'sessions' | 'calls' | 'dialogues' | 'texts'>,
  task: Task,
  { attempt }: { attempt: number },
): Promise<TaskEnd> {
  const session = await ports.sessions.find(task.sessionId);
  const to = session?.config.tiers.humanAgent.notificationPhone;
  if (session?.callSid === undefined || to === undefined) return { kind: 'never', note: 'Nobody to tell.' };
  const [dialogue, call] = await Promise.all([ports.dialogues.read(task.sessionId), ports.calls.find(session.callSid)]);
  const transfer = call?.transfers[attempt];
  if (call === undefined || transfer === undefined) return { kind: 'never', note: 'No such transfer.' };
  // Who asked again was heard.
  if (Object.values(call.transfers).some(wasTaken)) return { kind: 'done', note: 'Taken later.' };
  return sendText(ports, task.companyId, { to, body: missedText(session, dialogue, attempt, transfer) });
}

/** The one long number in it is the caller's own. Pure. */
function missedText(session: Session, dialogue: Dialogue, attempt: number, { state, tried, note }: Escalation): string {
  const { config, callerId, verified } = session;
  const texts = teamTexts[config.language];
  const values = {
    company: writtenName(config),
    phone: callerId?.number ?? texts.noNumber,
    why: texts.whyMissed[state.kind === 'callerGone' ? 'gone' : howMissed(tried)],
  };
  return oneMessage([
    fillIn(texts.missed, values),
    verified === undefined ? texts.notVerified : texts.verified,
    caseOf(session, dialogue, attempt, note),
  ]);
}
