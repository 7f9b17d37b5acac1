import type { Action } from '#lib/domain/action.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { discreet } from '#lib/domain/discreet.ts';
import { hasDropped, stepOf } from '#lib/domain/dropped-line.ts';
import { formatMoney } from '#lib/domain/money.ts';
import type { Known } from '#lib/domain/receipt-gate.ts';
import type { Session } from '#lib/domain/session.ts';
import { judge } from '#lib/domain/verdict.ts';
import type { Ports } from '#lib/ports/ports.ts';

type OtherPorts = Pick<Ports, 'calls' | 'dialogues' | 'ledger'>;

/** What the model is told of another conversation of the verified caller, on whatever channel. */
export type Told = { lines: string[]; known: Known };

const nothing: Told = { lines: [], known: { alreadyRefunded: false } };
/** Turns of a conversation that nobody has summed up yet. */
const lastTurns = 3;
const longestWords = 300;
/** As in summaries: digits from which on a number is a card's or an account's. */
const shortestSecret = 12;

/**
 * The newest one that ended before `session`: its summary, or its last words where there is none yet, where it stood if the
 * line dropped a moment before, and a person still owed.
 */
export async function lastConversation(ports: OtherPorts, session: Session, others: readonly Session[]): Promise<Told> {
  const last = others.find(({ endedAt }) => endedAt !== undefined);
  if (last === undefined) return nothing;
  const { story, owed, deeds, known, call, dialogue } = await readingOf(ports, last);
  // Who was welcomed back has been told already.
  const dropped = session.resumes === last.sessionId ? [] : droppedLines(session, call, dialogue);
  const told = last.afterCall;
  const open =
    told === undefined || told.followUps.length === 0 ? '' : ` Still to do then: ${told.followUps.join('; ')}.`;
  const summary = told === undefined ? story : ` It was ${told.outcome}. In short: "${told.summary}"${open}`;
  const chat = last.channel === 'chat' ? ', in a chat' : '';
  return {
    lines: [
      `Their last conversation was on ${last.startedAt.slice(0, 10)}${chat}.${summary}`,
      ...dropped,
      ...deeds,
      ...owed,
    ],
    known,
  };
}

function droppedLines({ startedAt }: Session, call: VoiceCall | undefined, dialogue: Dialogue): string[] {
  if (call === undefined || !hasDropped(call, dialogue, Date.parse(startedAt))) return [];
  return stepOf(call, dialogue) === 'transferring'
    ? ['Their line dropped then, while they were being put through to a person: offer that again at once.']
    : ['Their line dropped then, while you were answering: go on from there.'];
}

/** One that goes on at this moment, on another channel: who calls out of a chat need not begin anew. */
export async function conversationUnderWay(ports: OtherPorts, others: readonly Session[]): Promise<Told> {
  const other = others.find(({ endedAt }) => endedAt === undefined);
  if (other === undefined) return nothing;
  const { story, owed, deeds, known } = await readingOf(ports, other);
  const where = other.channel === 'chat' ? 'a chat' : 'a phone call';
  return {
    lines: [`They have ${where} with us that is not over, begun at ${other.startedAt}.${story}`, ...deeds, ...owed],
    known,
  };
}

async function readingOf(ports: OtherPorts, session: Session) {
  const { companyId, sessionId, callSid } = session;
  const [dialogue, actions, call] = await Promise.all([
    ports.dialogues.read(sessionId),
    ports.ledger.ofSession(companyId, sessionId),
    callSid === undefined ? undefined : ports.calls.find(callSid),
  ]);
  const done = actions.filter(({ state }) => state === 'executed');
  return {
    call,
    dialogue,
    story: storyOf(dialogue),
    owed: owedPerson(session, call, dialogue),
    deeds: done.length === 0 ? [] : [`Done in it: ${done.map(deedOf).join('; ')}.`],
    known: {
      alreadyRefunded: done.some(({ kind }) => kind !== 'subscription'),
      alreadyChanged: done.some(({ kind }) => kind === 'subscription'),
    },
  };
}

const deedOf = ({ kind, amount }: Action): string =>
  kind === 'subscription' ? 'a change of their subscription' : `a ${kind} of ${formatMoney(amount)}`;

function storyOf({ turns }: Dialogue): string {
  const lines = turns
    .slice(-lastTurns)
    .flatMap(({ caller, reply }) => [
      ...(caller?.heard.kind === 'spoken' ? [`Caller: ${short(caller.heard.text)}`] : []),
      ...(reply === undefined || reply.sentences.length === 0 ? [] : [`You: ${short(reply.sentences.join(' '))}`]),
    ]);
  return lines.length === 0 ? '' : ` It came last to this: "${lines.join(' / ')}"`;
}

const short = (words: string): string => discreet([...words].slice(0, longestWords).join(''), shortestSecret);

function owedPerson({ channel }: Session, call: VoiceCall | undefined, dialogue: Dialogue): string[] {
  if (channel === 'chat') {
    return dialogue.turns.some(({ event }) => event?.event === 'handed-to-team')
      ? ['In it they asked for a person, and the team was told to get back to them: ask whether it has.']
      : [];
  }
  if (call?.endedAt === undefined) return [];
  const verdict = judge(call, dialogue);
  return verdict.escalated && verdict.session !== 'escalated'
    ? ['In it the caller asked for a person and reached none: offer one early.']
    : [];
}
