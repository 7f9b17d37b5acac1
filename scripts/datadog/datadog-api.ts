import { CommandError, exitCodes } from '#scripts/ops/command.ts';

export type DatadogApi = {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  patch(path: string, body: unknown): Promise<unknown>;
};

/** Milliseconds for one request. */
const limitMs = 15_000;

/** Datadog's HTTP API. Throws CommandError `cannotWork` with what Datadog said; never says a key. */
export function datadogApi({ url, apiKey, appKey }: { url: string; apiKey: string; appKey: string }): DatadogApi {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { 'content-type': 'application/json', 'dd-api-key': apiKey, 'dd-application-key': appKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limitMs),
    }).catch((cause: unknown) => {
      throw new CommandError(exitCodes.cannotWork, `${url} does not answer: is it the right site (DD_SITE)?`, {
        cause,
      });
    });
    const text = await response.text();
    if (!response.ok) {
      const why = response.status === 403 ? ' Are DD_API_KEY and DD_APP_KEY of this site, and allowed to do this?' : '';
      throw new CommandError(
        exitCodes.cannotWork,
        `Datadog refused ${method} ${path} (${response.status}): ${text.slice(0, 300)}${why}`,
      );
    }
    return text === '' ? undefined : JSON.parse(text);
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
  };
}
