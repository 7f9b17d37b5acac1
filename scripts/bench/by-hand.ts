import type { Desk } from '#local/desk.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { legParams } from '#local/twilio/leg-params.ts';
import { parseTwiml } from '#local/twilio/twiml.ts';
import { sendWebhook, signWebhook } from '#local/twilio/webhook.ts';

/** What a TwiML document says, and where it leads: to more of the same turn, or to the caller's next words. */
type Answer = { says: string[]; continuesAt: string | undefined; listensFor: string | undefined };

/** The speech webhooks of a call that listens, sent one at a time: the stand-in would follow each answer at once. */
export class SpeechByHand {
  readonly #desk: Pick<Desk, 'account'>;
  readonly #call: PhoneCall;
  #next: string;

  constructor(desk: Pick<Desk, 'account'>, call: PhoneCall) {
    this.#desk = desk;
    this.#call = call;
    this.#next = call.listening?.action ?? '';
  }

  says(text: string): Promise<Answer> {
    return this.#send({ SpeechResult: text, Confidence: '0.94' });
  }

  /** Comes for the next part of the reply. */
  goesOn(): Promise<Answer> {
    return this.#send({});
  }

  async #send(input: Record<string, string>): Promise<Answer> {
    const params = { ...legParams(this.#call.identity, 'in-progress'), ...input };
    const exchange = signWebhook(
      { purpose: 'twiml', url: this.#next, method: 'POST', params },
      this.#desk.account.authToken,
    );
    const patience = { webhookTimeoutMs: 15_000, hosts: {}, sendsTwice: false, closing: new AbortController().signal };
    await sendWebhook(exchange, patience);
    if (exchange.failure !== undefined) throw exchange.failure;
    const verbs = parseTwiml(exchange.body);
    const last = verbs.at(-1);
    const spoken = last?.verb === 'Gather' ? [...verbs, ...last.prompts] : verbs;
    const answer = {
      says: spoken.flatMap((verb) => (verb.verb === 'Say' ? verb.text : [])),
      continuesAt: last?.verb === 'Redirect' ? last.url : undefined,
      listensFor: last?.verb === 'Gather' ? last.action : undefined,
    };
    this.#next = answer.continuesAt ?? answer.listensFor ?? '';
    return answer;
  }
}
