import type { Gather } from './twiml/verbs.ts';

/** What a Gather got. */
export type Input =
  | { kind: 'speech'; text: string; confidence: number | null }
  | { kind: 'digits'; digits: string }
  | { kind: 'silence' };

/** Twilio's ear on one leg: open while a Gather runs, its prompts included. What is said to a closed ear is lost. */
export class Ear {
  #open: { gather: Gather; take: (input: Input) => void } | undefined;

  /** The Gather that is listening now. */
  get gather(): Gather | undefined {
    return this.#open?.gather;
  }

  listen(gather: Gather): Promise<Input> {
    const { promise, resolve } = Promise.withResolvers<Input>();
    this.#open = { gather, take: resolve };
    return promise;
  }

  close(): void {
    this.#open = undefined;
  }

  /** False when nobody listened for it. */
  takes(input: Input): boolean {
    const open = this.#open;
    if (!open) return false;
    const understood = input.kind === 'digits' ? digitsFor(open.gather, input.digits) : input;
    if (understood.kind === 'speech' && !open.gather.input.includes('speech')) return false;
    if (understood.kind === 'digits' && !open.gather.input.includes('dtmf')) return false;
    this.close();
    open.take(understood);
    return true;
  }
}

/** The keys up to numDigits or the finish key. Fewer are sent too: the time-out has passed by then. No key at all is silence. */
function digitsFor(gather: Gather, pressed: string): Input {
  const finish = gather.finishOnKey ? pressed.indexOf(gather.finishOnKey) : -1;
  const before = finish < 0 ? pressed : pressed.slice(0, finish);
  const digits = before.slice(0, gather.numDigits ?? before.length);
  return digits ? { kind: 'digits', digits } : { kind: 'silence' };
}
