import type { Action } from '#lib/domain/action.ts';
import { pace } from '#lib/domain/pace.ts';
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
    turn: number,
    claimedAt: number,
  ) {
    this.#ports = ports;
    this.#session = session;
    this.#turn = turn;
    this.#claimedAt = claimedAt;
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

  /** The deeds that may be spoken of: the session's executed actions. */
  prove(actions: readonly Action[]): void {
    void actions;
  }

  /** Whether a claim was held back since the last time; the next round may speak again. */
  takeUnproven(): boolean {
    const was = this.unproven;
    this.unproven = false;
    return was;
  }

  /** A sentence of ours: it passes no gate. */
  sayOurselves(text: string): void {
    this.#hand([toSpeakable(text, this.#session.language)]);
  }

  /** Lets go of the hard-stop timer. */
  close(): void {
    this.#stop.abort();
  }

  #take(cut: readonly string[]): void {
    const sentences = cut.map((text) => toSpeakable(text, this.#session.language)).filter((text) => text !== '');
    for (const sentence of sentences) {
      if (this.unproven) return;
      if (sentence !== '') this.#hand([sentence]);
      else this.#holdBack();
    }
  }

  #holdBack(): void {
    this.unproven = true;
    this.#ports.metrics.emit('actionsUnproven', 1, { tier: this.#session.tier, company: this.#session.companyId });
  }

  #hand(sentences: readonly string[]): void {
    if (sentences.length === 0 || this.#stop.signal.aborted) return;
    if (this.spoken.length === 0) {
      const tags = { tier: this.#session.tier, company: this.#session.companyId };
      this.#ports.metrics.emit('firstSentence', this.#ports.clock.now() - this.#claimedAt, tags);
    }
    this.spoken.push(...sentences);
    this.#waiting.push(...sentences);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const sentences = this.#waiting.splice(0);
        if (!(await this.#ports.dialogues.addSentences(this.#session.sessionId, this.#turn, sentences)))
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
