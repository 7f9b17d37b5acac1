import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { costMicroUsd, priceAt } from '#lib/domain/pricing.ts';
import type { Session } from '#lib/domain/session.ts';
import type { TokenUsage } from '#lib/domain/usage.ts';
import { ModelError, type ModelEvent, type ModelRequest } from '#lib/ports/model.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type ModelCallPorts = Pick<Ports, 'model' | 'usage' | 'pricing' | 'clock' | 'log' | 'metrics' | 'newId'>;

type Done = Extract<ModelEvent, { kind: 'done' }>;

const noUsage: TokenUsage = { inputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 0 };

/**
 * One call of the model: hands its text on as it comes, and books its usage whatever happens. Throws ModelError.
 * `books` collects the bookkeeping, so that the caller of the phone never waits for it; await it before you return.
 */
export async function callModel(
  ports: ModelCallPorts,
  call: { session: Session; turn: number; request: ModelRequest; signal?: AbortSignal; books: Promise<void>[] },
  onText: (text: string) => void,
): Promise<Done> {
  const startedAt = ports.clock.now();
  const book = (usage: TokenUsage, outcome: 'ok' | 'failed', firstTokenMs: number | undefined): void => {
    call.books.push(
      bookUsage(ports, call, { usage, outcome, firstTokenMs, latencyMs: ports.clock.now() - startedAt }).catch(
        (cause) =>
          ports.log.error('usage not booked', cause, { sessionId: call.session.sessionId, model: call.request.model }),
      ),
    );
  };
  try {
    for await (const event of ports.model.stream(call.request, call.signal)) {
      if (event.kind === 'text') onText(event.text);
      else {
        book(event.usage, 'ok', event.firstTokenMs);
        return event;
      }
    }
    throw new ModelError('connection', 'The stream of the model ended before its last event.');
  } catch (cause) {
    const error =
      cause instanceof ModelError ? cause : new ModelError('connection', 'The model call failed.', { cause });
    book(error.usage ?? noUsage, 'failed', undefined);
    throw error;
  }
}

type Booking = { usage: TokenUsage; outcome: 'ok' | 'failed'; firstTokenMs: number | undefined; latencyMs: number };

async function bookUsage(
  ports: ModelCallPorts,
  { session, turn, request }: { session: Session; turn: number; request: ModelRequest },
  { usage, outcome, firstTokenMs, latencyMs }: Booking,
): Promise<void> {
  const createdAt = new Date(ports.clock.now()).toISOString();
  const price = priceAt(await ports.pricing.list(request.model), request.model, createdAt);
  if (!price.known) ports.log.warn('no price for this model: the dearest is booked', { model: request.model });
  const cost = costMicroUsd(price, usage);
  const tags = { tier: session.tier, company: session.companyId };
  ports.metrics.emit(
    'tokens',
    usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens,
    tags,
  );
  ports.metrics.emit('cost', cost / 1_000_000, tags);
  await ports.usage.record({
    ...usage,
    companyId: session.companyId,
    usageId: ports.newId('use'),
    sessionId: session.sessionId,
    turn,
    tier: session.tier,
    channel: session.channel,
    model: request.model,
    createdAt,
    costMicroUsd: cost,
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    latencyMs,
    outcome,
    expiresAt: Math.floor(Date.parse(createdAt) / 1000) + session.config.retentionDays * 86_400,
  });
}

/** The model to try when the first one fails: the company's other tier's, or the platform's other default. */
export function otherModel(config: CompanyConfig, model: string): string {
  const candidates = [config.tiers.aiRep.model, config.tiers.aiManager.model, 'claude-haiku-5-5', 'claude-sonnet-5-5'];
  return candidates.find((candidate) => candidate !== model) ?? model;
}
