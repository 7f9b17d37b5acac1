import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import { LineError, type LineTrouble } from '#lib/ports/phone-lines.ts';

/** What Twilio's client threw, in our words (facts/twilio.md 5.4: its errors are told apart by their shape). */
export function lineErrorOf(cause: unknown): LineError {
  const { status, code } = cause as { status?: unknown; code?: unknown };
  // Its own transport failures may carry the status of a response, and a word for a code.
  if (typeof status !== 'number' || typeof code === 'string') {
    return new LineError(troubleOfTransport(cause, code), 'Twilio did not answer.', { cause });
  }
  const number = typeof code === 'number' ? code : status;
  return new LineError(troubleOf(status, number), `Twilio refused: ${number}.`, { code: number, cause });
}

function troubleOfTransport(cause: unknown, code: unknown): LineTrouble {
  if (certainlyNotSent(cause)) return 'not-done';
  return code === 'ECONNABORTED' || code === 'ETIMEDOUT' ? 'no-answer' : 'unknown';
}

/** 21220: the call is not in progress. A server that broke down may have done it first. */
function troubleOf(status: number, code: number): LineTrouble {
  if (code === 21220) return 'not-live';
  if (status === 404) return 'unknown-there';
  return status >= 500 ? 'unknown' : 'not-done';
}
