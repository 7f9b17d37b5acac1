import type { AgentLeg } from './agent-leg.ts';
import type { CallerLeg, Ending } from './caller-leg.ts';
import type { DocumentSource } from './documents.ts';
import { HungUp, Redirected } from './interruptions.ts';
import type { CallStatus, LegIdentity } from './leg-params.ts';
import type { Heard, LegEvent, LegState } from './progress.ts';
import type { StatusCallbacks } from './status-callbacks.ts';
import type { Gather } from './twiml/verbs.ts';
import { repeatOf, type WebhookExchange } from './webhook.ts';

/**
 * A call, in the hand of the person on its first leg. Every verb resolves to the lines heard since, when Twilio next waits
 * for that person or the call has ended. What they say while nobody listens is lost, as on a real line: see `unheard`.
 */
export class PhoneCall {
  readonly unheard: string[] = [];
  readonly createdAt = new Date();
  readonly #leg: CallerLeg;
  readonly #callbacks: StatusCallbacks | undefined;

  constructor(leg: CallerLeg, callbacks: StatusCallbacks | undefined) {
    this.#leg = leg;
    this.#callbacks = callbacks;
  }

  get callSid(): string {
    return this.#leg.identity.callSid;
  }

  get identity(): LegIdentity {
    return this.#leg.identity;
  }

  get state(): LegState {
    return this.#leg.progress.state;
  }

  /** As webhooks and REST tell it. */
  get status(): CallStatus {
    return this.#leg.status;
  }

  get ending(): Ending | undefined {
    return this.#leg.ending;
  }

  get heard(): readonly Heard[] {
    return this.#leg.heard;
  }

  /** Every request made for this leg, status callbacks among them; those of dialled legs are in `dialled`. */
  get webhooks(): readonly WebhookExchange[] {
    return this.#leg.webhooks;
  }

  /** What its TwiML did not mean: verbs never reached, silence that ends the call, a voice left to the account. */
  get warnings(): readonly string[] {
    return this.#leg.warnings;
  }

  /** The people dialled so far: what each heard, and how it went. */
  get dialled(): readonly AgentLeg[] {
    return this.#leg.dialled;
  }

  /** The Gather whose input is awaited, with its time-outs and hints. */
  get listening(): Gather | undefined {
    return this.#leg.ear.gather;
  }

  get durationSeconds(): number | undefined {
    return this.#leg.durationSeconds;
  }

  /** Tells of every line, state and webhook as they come. Returns the way to stop. */
  watch(listener: (event: LegEvent) => void): () => void {
    return this.#leg.progress.watch(listener);
  }

  /** Resolves when Twilio waits for the person on this leg, or the call has ended. */
  async settled(): Promise<void> {
    await this.#leg.progress.quiet();
    await this.#leg.toldOfRecordings();
  }

  /** `confidence: null` leaves Confidence out, which Twilio does not promise to send. */
  async says(text: string, { confidence = 0.94 }: { confidence?: number | null } = {}): Promise<Heard[]> {
    return await this.#act(() => this.#leg.takes({ kind: 'speech', text, confidence }) || this.unheard.push(text));
  }

  /** All keys of one Gather: what is missing to numDigits was not pressed in time. */
  async presses(digits: string): Promise<Heard[]> {
    return await this.#act(() => this.#leg.presses(digits) || this.unheard.push(digits));
  }

  /** Not a word until the Gather's time-out. */
  async isSilent(): Promise<Heard[]> {
    return await this.#act(() => this.#leg.takes({ kind: 'silence' }));
  }

  async hangsUp(): Promise<void> {
    if (this.ending) return await this.settled();
    this.#leg.interrupt(new HungUp('caller'));
    await this.settled();
  }

  /** The person the caller is talking to puts the phone down. */
  async agentHangsUp(): Promise<Heard[]> {
    const agent = this.#leg.talkingTo;
    if (!agent) throw new Error(`nobody is on the line: the call is ${this.state}`);
    return await this.#act(() => {
      this.#leg.progress.stir();
      agent.hangUp();
    });
  }

  /** The last TwiML request again, letter for letter. Its answer is not followed. */
  async repeatLastWebhook(): Promise<WebhookExchange> {
    const last = this.webhooks.findLast((exchange) => exchange.purpose === 'twiml');
    if (!last) throw new Error('no webhook has been sent yet');
    return await this.sendAgain(last);
  }

  async sendAgain(exchange: WebhookExchange): Promise<WebhookExchange> {
    return await this.#leg.deliver(repeatOf(exchange));
  }

  /** Any status event by hand, in any order: `{ CallStatus: 'in-progress', SequenceNumber: '1' }`. */
  async sendStatus(fields: Record<string, string>): Promise<WebhookExchange> {
    if (!this.#callbacks) throw new Error('the call was made without statusCallback');
    return await this.#callbacks.send(fields);
  }

  /** What the REST API does to a live call. */
  interrupt(by: 'completed' | DocumentSource): void {
    this.#leg.interrupt(by === 'completed' ? new HungUp('api') : new Redirected(by));
  }

  async #act(act: () => unknown): Promise<Heard[]> {
    if (this.ending) throw new Error(`the call is over: ${this.ending.by} ${this.ending.error?.message ?? ''}`.trim());
    const from = this.heard.length;
    act();
    await this.settled();
    return this.heard.slice(from);
  }
}
