import { sendText } from '#lib/domain/afterwards/send-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { fillIn, oneMessage, teamTexts } from '#lib/domain/afterwards/team-texts.ts';
import { writtenName } from '#lib/domain/company-name.ts';
import { discreet } from '#lib/domain/discreet.ts';
import type { Recording } from '#lib/domain/recording.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

const shortestNumber = 7;

/** Tells the team of a message that a caller has spoken: whose, what about, how long, and Twilio's name for it. */
export async function tellOfMessage(
  ports: Pick<TaskPorts, 'sessions' | 'calls' | 'dialogues' | 'texts'>,
  task: Task,
  { turn }: { turn: number },
): Promise<TaskEnd> {
  const session = await ports.sessions.find(task.sessionId);
  const to = session?.config.tiers.humanAgent.notificationPhone;
  if (session?.callSid === undefined || to === undefined) return { kind: 'never', note: 'Nobody to tell.' };
  const [call, reply] = await Promise.all([
    ports.calls.find(session.callSid),
    ports.dialogues.findReply(task.sessionId, turn),
  ]);
  const recording = call?.recordings?.[turn]?.recording;
  if (recording === undefined) return { kind: 'never', note: 'No such recording.' };
  const reason = reply?.next.kind === 'record' ? reply.next.reason : '';
  return sendText(ports, task.companyId, { to, body: spokenMessageText(session, recording, reason) });
}

/** No link: a recording is heard by whoever may enter the company's Twilio account. Pure. */
function spokenMessageText({ config, callerId, verified }: Session, recording: Recording, reason: string): string {
  const texts = teamTexts[config.language];
  const values = {
    company: writtenName(config),
    phone: callerId?.number ?? texts.noNumber,
    seconds: String(recording.seconds),
    recording: recording.recordingSid,
  };
  return oneMessage([
    fillIn(recording.status === 'failed' ? texts.spokenFailed : texts.spoken, values),
    verified === undefined ? texts.notVerified : texts.verified,
    discreet(reason, shortestNumber),
  ]);
}
