import type { WebhookExchange } from './webhook.ts';

/** One spoken line or played file, as the person on this leg heard it. */
export type Heard = {
  verb: 'Say' | 'Play';
  text: string;
  voice: string | undefined;
  language: string | undefined;
  /** Silence before it, since the end of their own speech or of the line before. */
  gapMs: number;
  at: Date;
};

export type LegState =
  | 'ringing'
  | 'waiting-for-twiml'
  | 'speaking'
  | 'waiting-for-input'
  | 'recording'
  | 'dialing'
  | 'talking'
  | 'ended';

export type LegEvent =
  | { kind: 'heard'; line: Heard }
  | { kind: 'state'; state: LegState }
  | { kind: 'webhook'; exchange: WebhookExchange };

/** Where a leg is, who is told of it, and when it is quiet: nothing more happens until somebody acts. */
export class Progress {
  #state: LegState = 'ringing';
  #quiet = false;
  #whenQuiet: (() => void)[] = [];
  readonly #listeners = new Set<(event: LegEvent) => void>();

  get state(): LegState {
    return this.#state;
  }

  /** Returns the way to stop watching. */
  watch(listener: (event: LegEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LegEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  enter(state: LegState, quiet = state === 'ended'): void {
    this.#state = state;
    this.#quiet = quiet;
    this.tell({ kind: 'state', state });
    if (!this.#quiet) return;
    for (const resolve of this.#whenQuiet.splice(0)) resolve();
  }

  /** Somebody acted. */
  stir(): void {
    this.#quiet = this.#state === 'ended';
  }

  async quiet(): Promise<void> {
    if (this.#quiet) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenQuiet.push(resolve);
    await promise;
  }
}
