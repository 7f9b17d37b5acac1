import { type Callback, rememberedForMs } from '#lib/domain/callback.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { stepOf } from '#lib/domain/dropped-line.ts';
import { conversationUnderWay, lastConversation } from '#lib/domain/other-conversations.ts';
import type { Known } from '#lib/domain/receipt-gate.ts';
import type { Session } from '#lib/domain/session.ts';
import { sayWindow } from '#lib/domain/zoned-time.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ReturningPorts = Pick<Ports, 'sessions' | 'calls' | 'dialogues' | 'callbacks' | 'ledger' | 'clock' | 'log'>;

/**
 * What the model is told before its first answer, of what came before this conversation: that a line dropped, and that a
 * call back is open. Nothing at all where no carrier vouches for the number: whoever forges it must learn nothing.
 * Undefined where there is nothing to tell; never throws.
 */
export async function openingNote(ports: ReturningPorts, session: Session): Promise<string | undefined> {
  return quietly(ports, session, async () => {
    const { companyId, callerId, resumes } = session;
    const attested = callerId?.attested === true ? callerId.number : undefined;
    const [dropped, promises] = await Promise.all([
      // A call of an older version may resume without it.
      resumes === undefined || attested === undefined ? undefined : droppedNote(ports, resumes),
      attested === undefined ? [] : standing(ports, await ports.callbacks.openFor(companyId, { phone: attested })),
    ]);
    const promised =
      promises.length === 0
        ? undefined
        : 'A call back to the number that is calling is open. Do not speak of what it is about before the caller is verified.';
    return bracketed([dropped, promised]);
  });
}

/** What came before a conversation, for the model; and of which deeds it may therefore speak. */
export type Returning = { note: string; known: Known };

/** What the model is told once the caller is verified: open promises, their other conversations, a person still owed. */
export async function returningNote(ports: ReturningPorts, session: Session): Promise<Returning | undefined> {
  const customerId = session.verified?.customerId;
  if (customerId === undefined) return undefined;
  return quietly(ports, session, async () => {
    const [promises, found] = await Promise.all([
      promisesTo(ports, session, customerId),
      ports.sessions.ofCustomer(session.companyId, customerId, 4),
    ]);
    const others = found.filter(({ sessionId }) => sessionId !== session.sessionId);
    const [underWay, last] = await Promise.all([
      conversationUnderWay(ports, others),
      lastConversation(ports, session, others),
    ]);
    const note = bracketed([
      ...promises.map((promise) => promiseLine(promise, session, ports.clock.now())),
      ...underWay.lines,
      ...last.lines,
    ]);
    return note === undefined ? undefined : { note, known: bothKnown(underWay.known, last.known) };
  });
}

const bothKnown = (one: Known, other: Known): Known => ({
  alreadyRefunded: one.alreadyRefunded || other.alreadyRefunded,
  alreadyChanged: (one.alreadyChanged ?? false) || (other.alreadyChanged ?? false),
});

async function droppedNote(ports: ReturningPorts, sessionId: string): Promise<string | undefined> {
  const earlier = await ports.sessions.find(sessionId);
  const call = earlier?.callSid === undefined ? undefined : await ports.calls.find(earlier.callSid);
  if (call === undefined) return undefined;
  const dialogue = await ports.dialogues.read(sessionId);
  const where =
    stepOf(call, dialogue) === 'transferring'
      ? 'while the caller was being put through to a person: offer that again at once'
      : 'while you were answering: go on from there';
  const said = lastWords(dialogue);
  return (
    `The caller's line dropped a few minutes ago ${where}. The caller was welcomed back.` +
    `${said === undefined ? '' : ` They had last said: "${said}".`} They are not verified in this call yet.`
  );
}

const lastWords = (dialogue: Dialogue): string | undefined => {
  const heard = dialogue.turns.flatMap(({ caller }) => (caller?.heard.kind === 'spoken' ? [caller.heard.text] : []));
  return heard.at(-1)?.slice(0, 500);
};

/** By customer, and by the number where the carrier vouches for it: each promise once. */
async function promisesTo(ports: ReturningPorts, session: Session, customerId: string): Promise<Callback[]> {
  const { companyId, callerId } = session;
  const [theirs, toNumber] = await Promise.all([
    ports.callbacks.openFor(companyId, { customerId }),
    callerId?.attested === true ? ports.callbacks.openFor(companyId, { phone: callerId.number }) : [],
  ]);
  // One to the same number that was promised to another customer is not theirs to hear of.
  const unclaimed = toNumber.filter((promise) => promise.customerId === undefined);
  return standing(ports, [...theirs, ...unclaimed]).filter(({ sessionId }) => sessionId !== session.sessionId);
}

/** Without those whose time has long passed: nobody keeps them any more. */
const standing = (ports: Pick<Ports, 'clock'>, promises: readonly Callback[]): Callback[] =>
  promises.filter(({ to }) => Date.parse(to) + rememberedForMs > ports.clock.now());

function promiseLine(
  { callbackId, from, to, timeZone, owner, reason }: Callback,
  { language }: Session,
  now: number,
): string {
  const passed = Date.parse(to) < now ? ' That time has passed: say so truthfully, and ask whether the call came.' : '';
  return (
    `A call back was promised (${callbackId}): ${sayWindow({ from, to }, timeZone, language)}, by ${owner}, about ` +
    `"${reason}".${passed}`
  );
}

/** Square brackets are the telephone system's: what others have said keeps round ones. */
function bracketed(lines: readonly (string | undefined)[]): string | undefined {
  const told = lines.filter((line) => line !== undefined);
  return told.length === 0 ? undefined : `[${told.join(' ').replaceAll('[', '(').replaceAll(']', ')')}]`;
}

async function quietly<T>(ports: ReturningPorts, session: Session, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (cause) {
    ports.log.error('earlier conversations not read', cause, { sessionId: session.sessionId });
    return undefined;
  }
}
