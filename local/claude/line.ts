import type { ServerResponse } from 'node:http';

/** The connection an answer goes out on: who ended it, and when. */
export class Line {
  readonly #gone = new AbortController();
  readonly #out: ServerResponse;
  #cutByUs = false;

  constructor(out: ServerResponse, onHangUp: () => void) {
    this.#out = out;
    // Writing to a client that has left is no error of ours.
    out.on('error', () => {});
    out.once('close', () => {
      if (out.writableFinished) return;
      if (!this.#cutByUs) onHangUp();
      this.#gone.abort();
    });
  }

  /** Aborts when the answer can no longer be delivered: nothing more is written, no timer runs on. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Cuts the socket once all that was written is with the kernel: the client hears every token, then a dead line. */
  async cut(): Promise<void> {
    this.#cutByUs = true;
    if (this.#out.headersSent) await new Promise((flushed) => this.#out.write('\n', flushed));
    this.#out.socket?.destroy();
  }

  /** Leaves the line open and says nothing, until the client gives up. */
  async stayOnSilently(): Promise<void> {
    if (this.gone.aborted) return;
    await new Promise((over) => this.gone.addEventListener('abort', over, { once: true }));
  }
}
