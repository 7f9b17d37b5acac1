import { isFinal, type VoiceCall } from '#lib/domain/call.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { SessionId } from '#lib/domain/ids.ts';
import { LineError, type PhoneLines } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

type RedirectPorts = Pick<Ports, 'calls' | 'log'> & { phoneLines: Pick<PhoneLines, 'redirect' | 'statusOf'> };
type Called = Pick<VoiceCall, 'callSid' | 'companyId' | 'sessionId'>;

/**
 * Breaks off what a caller hears, and goes on with the document at `url`. Throws AppError in words for whoever asked:
 * `conflict` where nobody is on the line, any more or yet; `unavailable` and `timeout` where the carrier did not do it.
 */
export async function redirectCaller(ports: RedirectPorts, call: Called, url: string): Promise<void> {
  try {
    await ports.phoneLines.redirect(call, url);
  } catch (cause) {
    if (!isNotLive(cause)) throw problemOf(cause, call);
    const stands = await standing(ports, call);
    if (stands !== 'answered') throw notLive(stands, cause, call);
    // It was answered in this moment.
    await ports.phoneLines.redirect(call, url).catch((again: unknown) => {
      throw isNotLive(again) ? notLive('unknown', again, call) : problemOf(again, call);
    });
  }
}

/** Nobody is on the line any more. */
export const sessionOver = ({ sessionId }: { sessionId: SessionId }): AppError =>
  new AppError('conflict', `Session ${sessionId} is over: there is nobody on the line.`);

type Standing = 'over' | 'ringing' | 'answered' | 'unknown';

const isNotLive = (cause: unknown): boolean => cause instanceof LineError && cause.trouble === 'not-live';

/** The carrier has one word for a call that is over and one that still rings: our books know the first, or it is asked. */
async function standing({ calls, phoneLines, log }: RedirectPorts, call: Called): Promise<Standing> {
  try {
    if ((await calls.find(call.callSid))?.endedAt !== undefined) return 'over';
    const status = await phoneLines.statusOf(call);
    if (isFinal(status)) return 'over';
    return status === 'in-progress' ? 'answered' : 'ringing';
  } catch (cause) {
    if (cause instanceof LineError && cause.trouble === 'unknown-there') return 'over';
    log.warn('call not looked up', { callSid: call.callSid, trouble: (cause as LineError).trouble });
    return 'unknown';
  }
}

/** Seconds in which a ring is mostly answered. */
const soonSeconds = 2;

function notLive(stands: Exclude<Standing, 'answered'>, cause: unknown, call: Called): AppError {
  if (stands === 'over') return sessionOver(call);
  if (stands === 'ringing') {
    return new AppError('conflict', 'The call still rings: nobody has answered it yet. Ask again in a moment.', {
      cause,
      retryAfterSeconds: soonSeconds,
    });
  }
  return new AppError(
    'unavailable',
    'The telephone company says that the call is not in progress: it is over, or nobody has answered it yet. Ask again.',
    { cause, status: 502, expose: true },
  );
}

function problemOf(cause: unknown, call: Called): unknown {
  if (!(cause instanceof LineError)) return cause;
  switch (cause.trouble) {
    case 'not-live':
    case 'unknown-there':
      return sessionOver(call);
    case 'no-answer':
      return new AppError(
        'timeout',
        'The telephone company did not answer in time: the caller may or may not be put through. Ask again.',
        { cause, expose: true },
      );
    case 'not-done':
      return new AppError(
        'unavailable',
        'The telephone company did not do it: the caller is still with the AI. Try again.',
        { cause, status: 502, expose: true },
      );
    case 'unknown':
      return new AppError(
        'unavailable',
        'The telephone company failed: the caller may or may not be put through. Ask again.',
        { cause, status: 502, expose: true },
      );
    default:
      return cause.trouble satisfies never;
  }
}
