import { isOpen, nextOpening } from '#lib/domain/business-hours.ts';
import { hoursOf } from '#lib/domain/call.ts';
import { type Callback, callbackIdOf, rememberedForMs } from '#lib/domain/callback.ts';
import { spokenName } from '#lib/domain/company-name.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import { isSamePhone } from '#lib/domain/said-facts.ts';
import type { Session } from '#lib/domain/session.ts';
import { newTask } from '#lib/domain/task.ts';
import { isTimeZone, momentOf } from '#lib/domain/zoned-time.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** What the model asks to be promised. Times are local ISO times without an offset. */
export type CallbackWish = {
  from: string;
  to?: string | undefined;
  timeZone?: string | undefined;
  reason: string;
  phone?: string | undefined;
  owner?: string | undefined;
};

export type CallbackRuling = { kind: 'promised'; callback: Callback } | { kind: 'refused'; why: string };

type PromisePorts = Pick<Ports, 'callbacks' | 'outbox' | 'dialogues' | 'clock'>;

const hourMs = 3_600_000;
/** Farther ahead nobody keeps a promise. */
const farthestMs = 30 * 24 * hourMs;
/** A longer window is no appointment. */
const widestMs = 12 * hourMs;

/** Promises a call back and has the team reminded when its time comes. A later promise of the same session moves it. */
export async function promiseCallback(
  ports: PromisePorts,
  session: Session,
  wish: CallbackWish,
): Promise<CallbackRuling> {
  const ruling = decideCallback({
    session,
    wish,
    dialogue: wish.phone === undefined ? undefined : await ports.dialogues.read(session.sessionId),
    now: ports.clock.now(),
  });
  if (ruling.kind === 'refused') return ruling;
  const { callback } = ruling;
  const { companyId, sessionId, callbackId, from } = callback;
  const about = { kind: 'reminder', callbackId, from } as const;
  // The reminder first: a promise that nobody is reminded of would be a lie, a reminder of nothing is dropped.
  const task = newTask({ companyId, sessionId, about, now: ports.clock.now(), dueMs: Date.parse(from) });
  await ports.outbox.createOnce(task);
  await ports.callbacks.put(callback);
  return ruling;
}

/**
 * What was promised in this conversation before the caller was verified is theirs from then on, so that their next one knows
 * of it. Never throws: who is verified is verified.
 */
export async function claimPromise(
  ports: Pick<Ports, 'callbacks' | 'log'>,
  { companyId, sessionId }: Session,
  customerId: string,
): Promise<void> {
  try {
    const promised = await ports.callbacks.find(companyId, callbackIdOf(sessionId));
    if (promised?.status !== 'open' || promised.customerId !== undefined) return;
    const { customerHint: _, ...theirs } = promised;
    await ports.callbacks.put({ ...theirs, customerId });
  } catch (cause) {
    ports.log.error('promise not claimed', cause, { sessionId });
  }
}

/** Whether this may be promised, and what exactly. Pure. */
function decideCallback(input: {
  session: Session;
  wish: CallbackWish;
  /** What was said so far; needed only where the wish names a number. */
  dialogue: Dialogue | undefined;
  now: number;
}): CallbackRuling {
  const { session, wish, dialogue, now } = input;
  const refused = (why: string): CallbackRuling => ({ kind: 'refused', why });
  const phone = phoneOf(session, wish.phone, dialogue);
  if (phone === undefined) {
    return refused(
      wish.phone === undefined
        ? 'There is no number to call: ask for it, with its country code.'
        : 'Only the number of this call, or one the caller has said or keyed in, may be called: ask for it, with its country code.',
    );
  }
  const timeZone = wish.timeZone ?? zoneOf(session);
  if (!isTimeZone(timeZone)) return refused(`${timeZone} is no time zone; use an IANA name such as America/New_York.`);
  const from = momentOf(wish.from, timeZone);
  const to = wish.to === undefined ? from && from + hourMs : momentOf(wish.to, timeZone);
  if (from === undefined || to === undefined) return refused('That is no time on the clock there: ask again.');
  if (from <= now) return refused('That time has passed: ask for another one.');
  if (from > now + farthestMs) return refused('That is more than 30 days ahead: ask for an earlier time.');
  if (to <= from || to - from > widestMs) return refused('The time must be a span of at most 12 hours.');
  const absence = absenceIn(session, from, to);
  if (absence !== undefined) return refused(absence);
  const { companyId, sessionId, verified, customerHint, config } = session;
  return {
    kind: 'promised',
    callback: {
      companyId,
      callbackId: callbackIdOf(sessionId),
      sessionId,
      status: 'open',
      phone,
      ...(verified === undefined ? {} : { customerId: verified.customerId }),
      ...(verified !== undefined || customerHint === undefined ? {} : { customerHint }),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      timeZone,
      owner: wish.owner ?? spokenName(config),
      reason: wish.reason,
      createdAt: new Date(now).toISOString(),
      expiresAt: Math.floor((to + rememberedForMs) / 1000) + config.retentionDays * 86_400,
    },
  };
}

/** Why nobody could keep a promise for this span: the team is not there at any moment of it. */
function absenceIn({ config }: Session, from: number, to: number): string | undefined {
  const hours = hoursOf(config);
  if (hours === undefined || isOpen(hours, from)) return undefined;
  const opening = nextOpening(hours, from);
  if (opening !== undefined && opening < to) return undefined;
  return `Nobody of the team is there at that time. ${openingForModel(hours, from)} Ask for a time when they are there.`;
}

/** The company's own zone, where it named one that there is. */
const zoneOf = ({ config }: Session): string => (isTimeZone(config.timeZone) ? config.timeZone : 'UTC');

/** The number of this call, or one that the caller themselves said: the model may not make the company ring strangers. */
function phoneOf(session: Session, wished: string | undefined, dialogue: Dialogue | undefined): string | undefined {
  const own = toE164(session.callerId?.number);
  if (wished === undefined) return own;
  const phone = toE164(wished.replace(/[\s().-]/g, ''));
  if (phone === undefined || phone === own) return phone;
  return saidNumbers(dialogue).some((said) => isSamePhone(said, phone)) ? phone : undefined;
}

/** Runs of at least seven digits in the caller's words and keys, also where one was said in two breaths. */
function saidNumbers(dialogue: Dialogue | undefined): string[] {
  const said = (dialogue?.turns ?? []).flatMap(({ caller }) => {
    if (caller?.heard.kind === 'spoken') return [caller.heard.text];
    return caller?.heard.kind === 'keys' ? [caller.heard.digits] : [];
  });
  return [...said, said.join(' ')].flatMap((words) => words.match(/\+?\(?\d(?:[ ().-]{0,2}\d){6,}/g) ?? []);
}
