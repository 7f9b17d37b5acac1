import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/**
 * What Lambda's runtime does, in a process of its own: imports the handler that the function names from its folder, and
 * answers one event after another. Arguments: the folder, the handler, where `*` means the export that is named as the
 * function is for which an event comes. It is started with the function's environment only. What streams its answer sends
 * it on piece by piece, as Lambda does: its head as JSON, eight zero bytes, then the body.
 */
type Job = { id: number; event: unknown; context: { functionName?: string }; deadline: number };

class Answer extends Writable {
  readonly #id: number;
  #head: string | undefined;

  constructor(id: number) {
    super({ decodeStrings: false });
    this.#id = id;
  }

  begin(head: object): this {
    this.#head = `${JSON.stringify(head)}${'\0'.repeat(8)}`;
    return this;
  }

  // Without a byte of body the head is not sent at all.
  override _write(chunk: string | Buffer, _: BufferEncoding, done: () => void): void {
    process.send?.({ id: this.#id, chunk: `${this.#head ?? ''}${chunk}` });
    this.#head = undefined;
    done();
  }
}

type Streaming = (event: unknown, answer: Answer, context: unknown) => Promise<void>;
const streaming = new WeakSet<object>();
Object.assign(globalThis, {
  awslambda: {
    streamifyResponse(handler: Streaming): Streaming {
      streaming.add(handler);
      return handler;
    },
    HttpResponseStream: { from: (answer: Answer, head: object): Answer => answer.begin(head) },
  },
});

const [folder = '', handlerName = ''] = process.argv.slice(2);
const [file, name = ''] = handlerName.split('.');
const module = (await import(pathToFileURL(join(folder, `${file}.mjs`)).href)) as Record<string, unknown>;
const handlerFor = (functionName = ''): unknown => module[name === '*' ? functionName : name];
if (name !== '*' && typeof handlerFor() !== 'function') throw new Error(`${handlerName} is not a function.`);

process.on('message', ({ id, event, context, deadline }: Job) => {
  const given = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  Promise.resolve()
    .then(() => {
      const handler = handlerFor(context.functionName);
      if (typeof handler !== 'function') throw new Error(`${context.functionName} is not a function.`);
      return streaming.has(handler) ? handler(event, new Answer(id), given) : handler(event, given);
    })
    .then(
      (result: unknown) => process.send?.({ id, result }),
      (cause: unknown) => process.send?.({ id, error: cause instanceof Error ? cause.message : String(cause) }),
    );
});
process.send?.({ id: 'ready' });
