import type { Action } from '#lib/domain/action.ts';
import { toReadable } from '#lib/domain/chat/readable.ts';
import type { CallerTurn } from '#lib/domain/dialogue.ts';
import { pace } from '#lib/domain/pace.ts';
import { type ClaimGate, claimGate, type Known, type Receipt } from '#lib/domain/receipt-gate.ts';
import { sentenceCutter } from '#lib/domain/sentences.ts';
import type { Session } from '#lib/domain/session.ts';
import { toSpeakable } from '#lib/domain/speakable.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * Takes the model's text as it streams and writes whole sentences to the reply that the webhook is polling. Writes never
 * hold up the stream: while one is under way the next sentences gather, and go together.
 */
export class ReplyWriter {
  readonly #ports: Pick<Ports, 'dialogues' | 'clock' | 'metrics'>;
  readonly #session: Session;
  readonly #turn: number;
  readonly #claimedAt: number;
  #firstAt: number | undefined;
  readonly #gate: ClaimGate;
  #receipts: readonly Receipt[] = [];
  #known: Known = { alreadyRefunded: false };
  /** Aborted when nobody listens any more: another webhook gave up on this reply, or the hard stop has come. */
  readonly #stop = new AbortController();
  #cutter: ReturnType<typeof sentenceCutter>;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  #failure: unknown;
  /** Sentences handed over for speaking in this reply. */
  readonly spoken: string[] = [];
  /** A sentence claimed a deed that no receipt stands behind: it and what came after it were not spoken. */
  unproven = false;

  constructor(
    ports: Pick<Ports, 'dialogues' | 'clock' | 'metrics'>,
    session: Session,
    { turn, claimedAt, heard }: CallerTurn,
  ) {
    this.#ports = ports;
    this.#session = session;
    this.#turn = turn;
    this.#claimedAt = claimedAt;
    this.#gate = claimGate(session.language, heard.kind === 'spoken' ? heard.text : '');
    this.#cutter = sentenceCutter(session.language);
    const leftMs = Math.max(0, claimedAt + pace.hardStopMs - ports.clock.now());
    void ports.clock.sleep(leftMs, this.#stop.signal).then(() => this.#stop.abort());
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Milliseconds until the hard stop. */
  get leftMs(): number {
    return this.#claimedAt + pace.hardStopMs - this.#ports.clock.now();
  }

  push(delta: string): void {
    this.#take(this.#cutter.push(delta));
  }

  /** The model has finished a piece of text: what is left in the cutter is a sentence too. */
  flush(): void {
    this.#take(this.#cutter.end());
    this.#cutter = sentenceCutter(this.#session.language);
  }

  /** Forgets an unfinished sentence: the stream broke in the middle of it. */
  dropFragment(): void {
    this.#cutter = sentenceCutter(this.#session.language);
  }

  /** Resolves when all that was pushed is stored; throws what a write threw. */
  async settled(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** The deeds that may be spoken of: the session's executed actions. A denial tells what others had done before. */
  prove(actions: readonly Action[]): void {
    this.#receipts = actions.filter(({ state }) => state === 'executed');
    const denied = actions.map(({ denial }) => denial?.code);
    this.know({ alreadyRefunded: denied.includes('already-refunded'), alreadyChanged: denied.includes('no-change') });
  }

  /** What a tool has told of earlier deeds. Once known it stays known for this reply. */
  know(told: Known): void {
    this.#known = {
      alreadyRefunded: this.#known.alreadyRefunded || told.alreadyRefunded,
      alreadyChanged: (this.#known.alreadyChanged ?? false) || (told.alreadyChanged ?? false),
    };
  }

  /** Whether a claim was held back since the last time; the next round may speak again. */
  takeUnproven(): boolean {
    const was = this.unproven;
    this.unproven = false;
    return was;
  }

  /** A sentence of ours: it passes no gate. */
  sayOurselves(text: string): void {
    this.#hand([this.#clean(text)]);
  }

  /** Lets go of the hard-stop timer. */
  close(): void {
    this.#stop.abort();
  }

  #take(cut: readonly string[]): void {
    const sentences = cut.map((text) => this.#clean(text)).filter((text) => text !== '');
    for (const sentence of sentences) {
      if (this.unproven) return;
      // The gate reads what one would hear, also of what is only read: it knows words, not marks.
      const heard = toSpeakable(sentence, this.#session.language);
      if (this.#gate.take(heard, this.#receipts, this.#known).length === 0) this.#hand([sentence]);
      else this.#holdBack();
    }
  }

  /** The piece as the channel takes it: to be spoken, or to be read. */
  #clean(text: string): string {
    const { channel, config, language } = this.#session;
    return channel === 'chat' ? toReadable(text, config, language) : toSpeakable(text, language);
  }

  #holdBack(): void {
    this.unproven = true;
    this.#ports.metrics.emit('actionsUnproven', 1, { tier: this.#session.tier, company: this.#session.companyId });
  }

  #hand(sentences: readonly string[]): void {
    if (sentences.length === 0 || this.#stop.signal.aborted) return;
    if (this.spoken.length === 0) {
      const tags = { tier: this.#session.tier, company: this.#session.companyId };
      this.#firstAt ??= this.#ports.clock.now();
      this.#ports.metrics.emit('firstSentence', this.#firstAt - this.#claimedAt, tags);
    }
    this.spoken.push(...sentences);
    this.#waiting.push(...sentences);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const sentences = this.#waiting.splice(0);
        if (!(await this.#ports.dialogues.addSentences(this.#session.sessionId, this.#turn, sentences, this.#firstAt)))
          this.#stop.abort();
      }
    } catch (cause) {
      this.#failure = cause;
      this.#stop.abort();
    } finally {
      this.#writing = undefined;
    }
  }
}
