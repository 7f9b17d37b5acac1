import Anthropic, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from '@anthropic-ai/sdk';
import { ReplyCollector } from '#lib/adapters/anthropic/collect.ts';
import { settingsFor } from '#lib/adapters/anthropic/settings.ts';
import { toMessages } from '#lib/adapters/anthropic/to-messages.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Credentials } from '#lib/ports/credentials.ts';
import { type Model, ModelError, type ModelEvent, type ModelFailure, type ModelRequest } from '#lib/ports/model.ts';

type Options = {
  credentials: Pick<Credentials, 'anthropic' | 'platformAnthropic' | 'forget'>;
  clock: Clock;
  baseUrl: string | undefined;
  /** One whose connections outlive a caller's pause for breath (facts: Node's own drops them after 4 s). */
  fetch: typeof globalThis.fetch;
};

/** Model over the Messages API, streaming. A company's own key where it has one, else the platform's. */
export function anthropicModel({ credentials, clock, baseUrl, fetch }: Options): Model {
  const clients = new Map<string, Anthropic>();

  const clientFor = async (companyId: CompanyId): Promise<Anthropic> => {
    const apiKey = (await credentials.anthropic(companyId)) ?? (await credentials.platformAnthropic());
    if (apiKey === undefined)
      throw new ModelError('unauthorized', `Company ${companyId} has no model key, nor has the platform.`);
    const known = clients.get(apiKey);
    if (known !== undefined) return known;
    // Retries are the turn engine's: it knows how long the caller has waited and which model to try next.
    const client = new Anthropic({
      apiKey,
      baseURL: baseUrl ?? null,
      fetch,
      maxRetries: 0,
      timeout: 30_000,
      logLevel: 'off',
    });
    clients.set(apiKey, client);
    return client;
  };

  async function* stream(request: ModelRequest, outer?: AbortSignal): AsyncIterable<ModelEvent> {
    const startedAt = clock.now();
    const collector = new ReplyCollector(request.model);
    const watchdog = new Watchdog(clock, request.stallMs, outer);
    let firstTokenMs: number | undefined;
    try {
      const client = await clientFor(request.companyId);
      const events = await client.messages.create(toBody(request), { signal: watchdog.signal });
      for await (const event of events) {
        watchdog.kick();
        if (event.type === 'content_block_start') firstTokenMs ??= clock.now() - startedAt;
        const text = collector.take(event);
        if (text !== '') yield { kind: 'text', text };
      }
      if (!collector.finished) throw new ModelError('connection', 'The stream ended before its last event.');
      if (collector.lostItsTool) throw new ModelError('cut-off', 'The input of its tool is no whole JSON.');
      yield {
        kind: 'done',
        stop: collector.stop ?? 'end',
        parts: collector.parts(),
        usage: collector.usage,
        firstTokenMs,
      };
    } catch (cause) {
      const failure = watchdog.signal.aborted ? 'timeout' : failureOf(cause);
      // A rotated key is fetched afresh by the next try.
      if (failure === 'unauthorized') credentials.forget(request.companyId);
      throw new ModelError(failure, `The model call failed (${failure}).`, { usage: collector.usage, cause });
    } finally {
      watchdog.stop();
    }
  }

  return { stream };
}

const toBody = (request: ModelRequest) => ({
  model: request.model,
  max_tokens: request.maxTokens,
  stream: true as const,
  // Marks the last cacheable block: each turn reads what the turn before wrote.
  cache_control: { type: 'ephemeral' as const },
  ...settingsFor(request.model),
  system: request.system,
  tools: request.tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    input_schema: { ...inputSchema, type: 'object' as const },
  })),
  messages: toMessages(request.messages, request.model),
});

function failureOf(cause: unknown): ModelFailure {
  if (cause instanceof ModelError) return cause.failure;
  if (cause instanceof APIConnectionTimeoutError || cause instanceof APIUserAbortError) return 'timeout';
  if (cause instanceof APIConnectionError) return 'connection';
  if (!(cause instanceof APIError)) return 'connection';
  if (cause.status === 429) return 'rate-limited';
  if (cause.status === 401 || cause.status === 403) return 'unauthorized';
  // An error event in mid-stream has no status; its type tells.
  if (cause.status === 529 || cause.type === 'overloaded_error') return 'overloaded';
  return cause.status !== undefined && cause.status < 500 ? 'rejected' : 'connection';
}

/** Ends a stream that falls silent. */
class Watchdog {
  readonly #clock: Clock;
  readonly #stallMs: number;
  readonly #abort = new AbortController();
  #beat = new AbortController();

  constructor(clock: Clock, stallMs: number, outer: AbortSignal | undefined) {
    this.#clock = clock;
    this.#stallMs = stallMs;
    if (outer?.aborted) this.#abort.abort();
    outer?.addEventListener('abort', () => this.#abort.abort(), { once: true, signal: this.#abort.signal });
    this.kick();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Something came: wait anew. */
  kick(): void {
    this.#beat.abort();
    const beat = new AbortController();
    this.#beat = beat;
    void this.#clock.sleep(this.#stallMs, beat.signal).then(() => {
      if (!beat.signal.aborted) this.#abort.abort();
    });
  }

  stop(): void {
    this.#beat.abort();
  }
}
