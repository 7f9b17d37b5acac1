import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type HttpRequest = {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  signal: AbortSignal;
};

export type HttpAnswer = { status: number; headers: Record<string, string>; body: string };

/** One request on a connection of its own. Not fetch: the headers go out exactly as given, and nothing is followed or kept open. */
export function requestOnce({ url, method, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const abort = () => {
    request.destroy();
    reject(signal.reason);
  };
  const request = send(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    );
  });
  request.on('error', reject);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  promise.finally(() => signal.removeEventListener('abort', abort)).catch(() => {});
  request.end(body);
  return promise;
}
