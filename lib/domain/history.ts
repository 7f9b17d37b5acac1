import { isOpen } from '#lib/domain/business-hours.ts';
import { hoursOf } from '#lib/domain/call.ts';
import type { CallerTurn, Dialogue, DialogueEvent, Heard, Part, Reply } from '#lib/domain/dialogue.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import { hasPeople } from '#lib/domain/people.ts';
import type { Session } from '#lib/domain/session.ts';
import { isTimeZone, localClock } from '#lib/domain/zoned-time.ts';
import type { ModelMessage } from '#lib/ports/model.ts';

/**
 * The conversation as the model reads it, up to and with the caller's words of `turn`. Built from rows that never change
 * once their turn is over, and only ever appended to: each turn reads the prompt cache of the turn before.
 */
export function historyOf(session: Session, dialogue: Dialogue, turn: number): ModelMessage[] {
  const history = new History();
  history.user(
    note(
      `[The ${session.channel === 'voice' ? 'call' : 'chat'} has just begun, at ${session.startedAt}${here(session)}.]`,
    ),
  );
  const placed = placedNote(session);
  if (placed !== undefined) history.user(note(placed));
  const closed = closedNote(session);
  if (closed !== undefined) history.user(note(closed));
  if (dialogue.greeting !== undefined) history.assistant({ kind: 'text', text: dialogue.greeting });
  for (const row of dialogue.turns) {
    if (row.turn > turn) break;
    // What the safety classifier refused once it would refuse in every later turn too.
    const isRefused = row.reply?.failure === 'refusal' && row.turn < turn;
    if (!isRefused && row.caller !== undefined && row.caller.heard.kind !== 'silence')
      history.user(wordsOf(row.caller.heard));
    if (row.turn === turn) break;
    if (isRefused) {
      if (row.event !== undefined) history.user(note(textOfEvent(row.event)));
      continue;
    }
    if (row.reply !== undefined) for (const part of partsOf(row.reply)) history.add(part);
    else if (row.caller !== undefined && leftForPerson(row.caller))
      history.user(note('[A transfer to a person was tried.]'));
    if (row.event !== undefined) history.user(note(textOfEvent(row.event)));
  }
  return history.messages;
}

/** Who is called has not asked for it: the AI must know why it is on the line, and that the number proves nobody. */
function placedNote({ outbound }: Session): string | undefined {
  if (outbound === undefined) return undefined;
  const context =
    outbound.context === undefined ? '' : ` What the company tells you about it: ${plain(outbound.context)}`;
  return (
    `[We placed this call, about: ${plain(outbound.about)}. Whoever picked up may be anybody: speak of nothing private ` +
    'before they are verified. If they have no time or no interest, accept it at once. If they want no more calls, use ' +
    `stop_calls.${context}]`
  );
}

/** Square brackets are the telephone system's: whoever else writes them gets round ones. */
const plain = (text: string): string => text.replaceAll('[', '(').replaceAll(']', ')');

/** Known from the first word on, so that nobody offers a person who is not there. Of the session's start: history never changes. */
function closedNote(session: Session): string | undefined {
  const { config, channel, startedAt } = session;
  const hours = hoursOf(config);
  const at = Date.parse(startedAt);
  if (hours === undefined || !hasPeople(session) || isOpen(hours, at)) return undefined;
  const so = channel === 'voice' ? 'a transfer would reach nobody' : 'what is passed on to them waits until then';
  return `[The team of people is not there at this hour: ${so}. ${openingForModel(hours, at)}]`;
}

/** The same moment on the company's clock, by which "tomorrow at three" is reckoned. */
const here = ({ startedAt, config }: Session): string =>
  config.timeZone === 'UTC' || !isTimeZone(config.timeZone)
    ? ''
    : `, ${localClock(startedAt, config.timeZone)} in ${config.timeZone}`;

/** Adds what the current reply has come to so far, for the next round of the same turn. */
export function withReply(messages: readonly ModelMessage[], parts: readonly Part[]): ModelMessage[] {
  const history = new History(messages);
  for (const part of parts) history.add(part);
  return history.messages;
}

/**
 * The parts of a reply that was cut short may miss tool results, and the model must not see a call without one; and they may
 * miss what was said after they were written, which it must see, for the caller has heard it.
 */
function partsOf(reply: Reply): readonly Part[] {
  const said = reply.sentences.slice(reply.parts.length === 0 ? 0 : (reply.inParts ?? reply.sentences.length));
  const answered = new Set(reply.parts.flatMap((part) => (part.kind === 'toolResult' ? [part.id] : [])));
  return [
    ...reply.parts.filter((part) => part.kind !== 'toolCall' || answered.has(part.id)),
    ...(said.length === 0 ? [] : [{ kind: 'text' as const, text: said.join(' ') }]),
  ];
}

const note = (text: string): Part => ({ kind: 'note', text });

const wordsOf = (heard: Exclude<Heard, { kind: 'silence' }>): Part =>
  heard.kind === 'keys' ? note(`[The caller pressed ${heard.digits} on the keypad.]`) : note(plain(heard.text));

const leftForPerson = (caller: CallerTurn): boolean =>
  Object.values(caller.deliveries).some(({ lead }) => lead === 'person' || lead === 'silence-person');

const textOfEvent = ({ event, detail }: DialogueEvent): string =>
  detail === undefined ? eventText[event] : `${eventText[event].slice(0, -1)} ${detail}]`;

const eventText: Record<DialogueEvent['event'], string> = {
  'transfer-no-answer': '[Nobody answered the transfer. The caller was told, and is back with you.]',
  'transfer-busy': '[The person’s line was busy. The caller was told, and is back with you.]',
  'transfer-failed': '[The transfer failed. The caller was told, and is back with you.]',
  'transfer-nobody-free': '[Nobody on the team was free to take the call. The caller was told, and is back with you.]',
  'transfer-after-hours': '[The team is not there now, so nobody was rung. The caller was told, and is back with you.]',
  'message-recorded':
    '[The caller’s spoken message was recorded for the team, and they were told so. Nobody has promised to answer it.]',
  'message-empty':
    '[The caller said nothing after the tone: there is no message. They were told, and are back with you.]',
  'message-refused':
    '[The caller did not agree to be recorded, so nothing was. They were told, and that you can pass it on in writing.]',
  'handed-to-team': '[The team of people was told of this chat and will get back to the customer, who was told so.]',
};

/** Puts parts under the side that the Messages API wants them on, joining neighbours of one side. */
class History {
  readonly messages: { role: 'user' | 'assistant'; parts: Part[] }[];

  constructor(messages: readonly ModelMessage[] = []) {
    this.messages = messages.map(({ role, parts }) => ({ role, parts: [...parts] }));
  }

  user(part: Part): void {
    this.#put('user', part);
  }

  assistant(part: Part): void {
    this.#put('assistant', part);
  }

  add(part: Part): void {
    if (part.kind === 'toolResult' || part.kind === 'note') this.user(part);
    else this.assistant(part);
  }

  #put(role: 'user' | 'assistant', part: Part): void {
    const last = this.messages.at(-1);
    if (last?.role === role) last.parts.push(part);
    else this.messages.push({ role, parts: [part] });
  }
}
