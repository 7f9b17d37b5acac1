import { sendText } from '#lib/domain/afterwards/send-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { fillIn, oneMessage, type TeamTexts, teamTexts } from '#lib/domain/afterwards/team-texts.ts';
import { writtenName } from '#lib/domain/company-name.ts';
import { discreet } from '#lib/domain/discreet.ts';
import { keepOwnLinks } from '#lib/domain/own-links.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

const shortestNumber = 7;

/** Brings a caller's message to the team by text message. */
export async function passOn(
  ports: Pick<TaskPorts, 'sessions' | 'texts'>,
  task: Task,
  { message }: { message: string },
): Promise<TaskEnd> {
  const session = await ports.sessions.find(task.sessionId);
  const to = session?.config.tiers.humanAgent.notificationPhone;
  if (session === undefined || to === undefined) return { kind: 'never', note: 'Nobody to tell.' };
  return sendText(ports, task.companyId, { to, body: messageText(session, message) });
}

/** The one long number in it is the caller's own; of a chat the session tells where all of it is to be read. Pure. */
function messageText(session: Session, message: string): string {
  const { config, verified } = session;
  const texts = teamTexts[config.language];
  const known = verified === undefined ? texts.notVerified : texts.verified;
  const words = discreet(keepOwnLinks(message, config), shortestNumber);
  return oneMessage([whoseMessage(session, texts), known, `"${words}"`]);
}

function whoseMessage({ config, channel, callerId, sessionId }: Session, texts: TeamTexts): string {
  const company = writtenName(config);
  if (channel === 'chat') return fillIn(texts.messageInChat, { company, session: sessionId });
  return callerId === undefined
    ? fillIn(texts.messageWithheld, { company })
    : fillIn(texts.message, { company, phone: callerId.number });
}
