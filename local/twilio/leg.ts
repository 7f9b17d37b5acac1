import { type CallClock, unlessAborted } from './clock.ts';
import { type DocumentSource, type FetchedDocument, fetchDocument } from './documents.ts';
import { Ear, type Input } from './ear.ts';
import type { ActionParams, Player } from './interpreter.ts';
import { type CallStatus, inputParams, type LegIdentity, legParams } from './leg-params.ts';
import { type Heard, Progress } from './progress.ts';
import type { StatusCallbacks } from './status-callbacks.ts';
import { TwimlError } from './twiml/error.ts';
import type { Dial, Gather, Prompt, Record as RecordVerb } from './twiml/verbs.ts';
import { sendWebhook, signWebhook, type WebhookExchange, type WebhookOptions, type WebhookRequest } from './webhook.ts';

/** What the stand-in gives every leg of a call. */
export type Wire = {
  readonly authToken: string;
  clock: CallClock;
  webhooks: WebhookOptions;
  emptyInput: 'absent' | 'empty';
};

/** One person's end of a call: what they hear, what Twilio hears of them, and the webhooks asked on their behalf. */
export class Leg implements Player {
  readonly identity: LegIdentity;
  readonly wire: Wire;
  readonly heard: Heard[] = [];
  readonly webhooks: WebhookExchange[] = [];
  readonly warnings: string[] = [];
  readonly ear = new Ear();
  readonly progress = new Progress();
  status: CallStatus = 'ringing';
  callbacks: StatusCallbacks | undefined;
  #silentSince: number;
  #answeredAt: number | undefined;
  #endedAt: number | undefined;
  #interruption = new AbortController();
  readonly #whisper: boolean;

  constructor(identity: LegIdentity, wire: Wire, whisper = false) {
    this.identity = identity;
    this.wire = wire;
    this.#whisper = whisper;
    this.#silentSince = wire.clock.now();
  }

  /** Aborted with a HungUp or a Redirected. */
  get signal(): AbortSignal {
    return this.#interruption.signal;
  }

  /** Whole seconds from answer to end, rounded up as they are billed. Undefined if it was never answered. */
  get durationSeconds(): number | undefined {
    if (this.#answeredAt === undefined) return undefined;
    return Math.ceil(((this.#endedAt ?? this.wire.clock.now()) - this.#answeredAt) / 1000);
  }

  /** Breaks off whatever is going on. The first reason stands. */
  interrupt(reason: Error): void {
    this.progress.stir();
    this.ear.close();
    this.#interruption.abort(reason);
  }

  /** After a Redirected: ready for another document. */
  resume(): void {
    this.#interruption = new AbortController();
  }

  answer(): void {
    if (this.#answeredAt !== undefined) return;
    this.#answeredAt = this.wire.clock.now();
    this.status = 'in-progress';
    this.silenceStartsNow();
    this.callbacks?.report('answered');
  }

  /** The line is cut; its status callback goes out. */
  finish(status: CallStatus): void {
    this.status = status;
    this.#endedAt = this.wire.clock.now();
    this.callbacks?.report('completed');
  }

  silenceStartsNow(): void {
    this.#silentSince = this.wire.clock.now();
  }

  /** What the person said or pressed, or did not. False when Twilio was not listening for it. */
  takes(input: Input): boolean {
    if (!this.ear.takes(input)) return false;
    if (input.kind !== 'silence') this.silenceStartsNow();
    this.progress.enter('waiting-for-twiml');
    return true;
  }

  async send(request: WebhookRequest): Promise<WebhookExchange> {
    const params = { ...legParams(this.identity, this.status), ...request.params };
    return await this.deliver(signWebhook({ ...request, params }, this.wire.authToken));
  }

  /** Sends a signed request as it is. */
  async deliver(exchange: WebhookExchange): Promise<WebhookExchange> {
    this.webhooks.push(exchange);
    await sendWebhook(exchange, this.wire.webhooks);
    this.progress.tell({ kind: 'webhook', exchange });
    return exchange;
  }

  async fetch(source: DocumentSource): Promise<FetchedDocument> {
    this.signal.throwIfAborted();
    this.progress.enter('waiting-for-twiml');
    const fetched = fetchDocument(source, this.#whisper, (request) => this.send(request));
    const document = await unlessAborted(fetched, this.signal);
    this.warnings.push(...document.warnings);
    return document;
  }

  async speak(prompt: Prompt, signal = this.signal): Promise<void> {
    if (prompt.verb === 'Pause') return await this.wire.clock.wait(prompt.length * 1000, signal);
    const { voice, language } = prompt.verb === 'Say' ? prompt : {};
    const text = prompt.verb === 'Say' ? prompt.text : (prompt.url ?? prompt.digits ?? '');
    for (let time = 0; time < Math.max(1, prompt.loop); time += 1) {
      signal.throwIfAborted();
      this.progress.enter('speaking');
      const { clock } = this.wire;
      const gapMs = clock.now() - this.#silentSince;
      const line = { verb: prompt.verb, text, voice, language, gapMs, at: clock.date() };
      this.heard.push(line);
      this.progress.tell({ kind: 'heard', line });
      await clock.speak(text, signal);
      this.silenceStartsNow();
    }
  }

  /** Plays the prompts with the ear open, then waits. Who speaks into a prompt cuts it short. */
  async gather(gather: Gather): Promise<Input> {
    const cutShort = new AbortController();
    const input = this.ear.listen(gather).finally(() => cutShort.abort());
    const signal = AbortSignal.any([this.signal, cutShort.signal]);
    for (const prompt of gather.prompts) {
      if (cutShort.signal.aborted) break;
      await this.speak(prompt, signal).catch((error) => {
        if (!cutShort.signal.aborted) throw error;
      });
    }
    if (this.ear.gather) this.progress.enter('waiting-for-input', true);
    return await unlessAborted(input, this.signal);
  }

  inputParams(input: Input): Record<string, string> {
    return inputParams(input, this.wire.emptyInput);
  }

  dial(_dial: Dial, _base: string | undefined): Promise<ActionParams> {
    throw new TwimlError(13201, 'only the first leg of a call can dial');
  }

  record(_record: RecordVerb, _base: string | undefined): Promise<ActionParams> {
    throw new TwimlError(12200, 'only the first leg of a call can be recorded');
  }
}
