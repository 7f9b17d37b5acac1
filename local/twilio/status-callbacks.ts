import type { Leg } from './leg.ts';
import type { CallEvent, HttpMethod } from './twiml/verbs.ts';
import type { WebhookExchange } from './webhook.ts';

export type StatusCallbackTarget = { url: string; method: HttpMethod; events: readonly CallEvent[] };

/** Tells a URL how a leg is going, best effort: an answer that is no good changes nothing for the call. */
export class StatusCallbacks {
  readonly #leg: Leg;
  readonly #target: StatusCallbackTarget;
  readonly #sending: Promise<unknown>[] = [];
  #sequenceNumber = 0;

  constructor(leg: Leg, target: StatusCallbackTarget) {
    this.#leg = leg;
    this.#target = target;
  }

  /** Sends the event if it was asked for, and does not wait. */
  report(event: CallEvent): void {
    if (!this.#target.events.includes(event)) return;
    this.#sending.push(this.send(eventParams(event, this.#leg)));
  }

  /** Any event at all, whenever: late, repeated, out of order. Fields given win over the usual ones. */
  async send(fields: Record<string, string>): Promise<WebhookExchange> {
    const params = {
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(this.#sequenceNumber),
      Timestamp: rfc2822(this.#leg.wire.clock.date()),
      ...fields,
    };
    this.#sequenceNumber += 1;
    const { url, method } = this.#target;
    return await this.#leg.send({ purpose: 'status', url, method, params });
  }

  /** When all of them have been answered, or have failed. */
  async sent(): Promise<void> {
    await Promise.all(this.#sending);
  }
}

function eventParams(event: CallEvent, leg: Leg): Record<string, string> {
  if (event === 'answered') return { CallStatus: 'in-progress' };
  if (event !== 'completed') return { CallStatus: event };
  const seconds = leg.durationSeconds;
  if (leg.status !== 'completed' || seconds === undefined) return { CallStatus: leg.status };
  const params = { CallStatus: leg.status, CallDuration: String(seconds) };
  // Minutes, and only for calls made by REST.
  return leg.identity.direction === 'outbound-api' ? { ...params, Duration: String(Math.ceil(seconds / 60)) } : params;
}

export function rfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}
