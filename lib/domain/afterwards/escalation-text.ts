import { sendText } from '#lib/domain/afterwards/send-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { fillIn, oneMessage, teamTexts } from '#lib/domain/afterwards/team-texts.ts';
import { writtenName } from '#lib/domain/company-name.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { discreet } from '#lib/domain/discreet.ts';
import { keepOwnLinks } from '#lib/domain/own-links.ts';
import { wereRungInVain } from '#lib/domain/people.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Task } from '#lib/domain/task.ts';

/** Runs of digits from here on are left out of a text message: phone, card and account numbers. */
const shortestNumber = 7;

/** Tells the team by text message that a caller was handed to a person, with the case. */
export async function notifyOfEscalation(
  ports: Pick<TaskPorts, 'sessions' | 'calls' | 'dialogues' | 'texts'>,
  task: Task,
  { attempt, note: asked }: { attempt: number; note?: string },
): Promise<TaskEnd> {
  const session = await ports.sessions.find(task.sessionId);
  const to = session?.config.tiers.humanAgent.notificationPhone;
  if (session === undefined || to === undefined) return { kind: 'never', note: 'Nobody to tell.' };
  const [dialogue, call] = await Promise.all([
    ports.dialogues.read(task.sessionId),
    session.callSid === undefined ? undefined : ports.calls.find(session.callSid),
  ]);
  const note = asked ?? call?.transfers[attempt]?.note;
  return sendText(ports, task.companyId, { to, body: escalationText(session, dialogue, attempt, note) });
}

/**
 * The case in one message: why it was asked for from outside (`note`), or what the model told the person, else what the
 * caller said last. Pure.
 */
export function escalationText(session: Session, dialogue: Dialogue, attempt: number, note?: string): string {
  const { config } = session;
  const texts = teamTexts[config.language];
  const earlier = dialogue.turns.some(
    ({ turn, event }) =>
      turn < attempt && event !== undefined && (wereRungInVain(event) || event.event === 'handed-to-team'),
  );
  const [first, again] =
    session.channel === 'chat' ? [texts.chat, texts.chatAgain] : [texts.escalation, texts.escalationAgain];
  const parts = [
    fillIn(earlier ? again : first, { company: writtenName(config), session: session.sessionId }),
    session.verified === undefined ? texts.notVerified : texts.verified,
    caseOf(session, dialogue, attempt, note),
  ];
  return oneMessage(parts);
}

/** The case in a few words, without long numbers. */
export function caseOf(
  { config, caseFile }: Session,
  dialogue: Dialogue,
  attempt: number,
  note: string | undefined,
): string {
  const next = dialogue.turns.find(({ turn }) => turn === attempt)?.reply?.next;
  const told =
    next?.kind === 'transfer' && next.summary !== ''
      ? `${next.reason.replace(/[\s.:]+$/u, '')}: ${next.summary}`
      : undefined;
  const story = told ?? (caseFile && `${caseFile.facts} ${caseFile.wishes}`) ?? lastWords(dialogue, attempt);
  // What the company itself gives as the reason may hold an address of its own.
  return discreet(note ?? keepOwnLinks(story, config), shortestNumber);
}

function lastWords(dialogue: Dialogue, attempt: number): string {
  const spoken = dialogue.turns.flatMap(({ turn, caller }) =>
    turn <= attempt && caller?.heard.kind === 'spoken' ? [caller.heard.text] : [],
  );
  const last = spoken.at(-1);
  return last === undefined ? '' : `"${last}"`;
}
