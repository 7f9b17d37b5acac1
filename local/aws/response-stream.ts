import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';

type Head = { statusCode?: number; headers?: Record<string, string> };

/** A response that is sent as it is written: what Lambda's runtime gives to a function that streams. */
export class ResponseStream extends Writable {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    super();
    this.#response = response;
    // Whoever asked has gone: as in Lambda, writing goes to nobody.
    response.once('close', () => this.destroy());
  }

  setContentType(type: string): void {
    this.#response.setHeader('content-type', type);
  }

  head({ statusCode = 200, headers = {} }: Head): void {
    this.#response.writeHead(statusCode, headers);
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#response.write(chunk, encoding, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#response.end(() => done());
  }
}

/** The global that Lambda's Node runtime has for streaming. */
export function provideStreaming(): void {
  const runtime = {
    streamifyResponse: <T>(handler: T): T => handler,
    HttpResponseStream: {
      from(stream: ResponseStream, head: Head): ResponseStream {
        stream.head(head);
        return stream;
      },
    },
  };
  // The AWS SDK keeps things of its own there.
  const known: object | undefined = Reflect.get(globalThis, 'awslambda');
  Object.assign(globalThis, { awslambda: Object.assign(known ?? {}, runtime) });
}
