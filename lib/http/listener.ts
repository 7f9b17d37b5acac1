import type { Writable } from 'node:stream';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** The other end of a streamed response. It may go at any time: nothing that is told to nobody is an error. */
export type Listener = { tell(text: string): void; end(): Promise<void> };

/** Opens a response with its status and headers, and its body where it has one already. */
export function listenerOf(
  response: Writable,
  { statusCode = 200, headers = {}, body }: APIGatewayProxyStructuredResultV2,
): Listener {
  const stream: Writable = awslambda.HttpResponseStream.from(response, { statusCode, headers });
  let gone = false;
  for (const end of ['error', 'close'] as const) stream.on(end, () => (gone = true));
  const tell = (text: string): void => {
    if (!gone && !stream.destroyed) stream.write(text);
  };
  // Without a byte of body the head is not sent at all.
  tell(body ?? ':\n\n');
  return {
    tell,
    end: () =>
      new Promise((resolve) => {
        if (gone || stream.destroyed) return resolve();
        stream.once('close', resolve).once('error', () => resolve());
        stream.end(resolve);
      }),
  };
}
