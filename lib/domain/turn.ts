import type { Part, Reply, ReplyFailure, ReplyNext } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import { historyOf, withReply } from '#lib/domain/history.ts';
import { callModel, type ModelCallPorts, otherModel } from '#lib/domain/model-call.ts';
import { pace } from '#lib/domain/pace.ts';
import { systemPrompt } from '#lib/domain/prompt.ts';
import { ReplyWriter } from '#lib/domain/reply-writer.ts';
import type { Session } from '#lib/domain/session.ts';
import { runTools, toolSpecs } from '#lib/domain/tools/registry.ts';
import type { ToolPorts } from '#lib/domain/tools/tool.ts';
import { ModelError, type ModelMessage, type ModelRequest } from '#lib/ports/model.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { TurnJob } from '#lib/ports/worker.ts';

export type TurnPorts = ModelCallPorts & ToolPorts & Pick<Ports, 'sessions' | 'dialogues'>;

/** A ceiling for a reply, not a target: spoken replies are short by instruction. */
const maxTokens = 1024;
/** Model calls of one turn: each tool round costs the caller a wait. */
const maxRounds = 6;

/** How a reply came out. */
type Ending = { parts: readonly Part[]; next: ReplyNext; failure?: ReplyFailure };

/**
 * Answers one claimed turn: streams the model, writes sentences as they become whole, runs tools, and finishes the reply.
 * Safe to start twice: whoever opens the reply answers, the other returns at once.
 */
export async function answerTurn(ports: TurnPorts, job: TurnJob): Promise<void> {
  const [session, dialogue] = await Promise.all([
    ports.sessions.find(job.sessionId),
    ports.dialogues.read(job.sessionId),
  ]);
  const caller = dialogue.turns.find(({ turn }) => turn === job.turn)?.caller;
  if (session?.companyId !== job.companyId || caller === undefined) {
    throw new AppError('notFound', `No turn ${job.turn} of ${job.sessionId} was claimed for company ${job.companyId}.`);
  }
  const startedAt = ports.clock.now();
  const opened: Reply = {
    sessionId: job.sessionId,
    companyId: job.companyId,
    turn: job.turn,
    status: 'streaming',
    tier: session.tier,
    sentences: [],
    parts: [],
    next: { kind: 'listen' },
    startedAt,
    expiresAt: caller.expiresAt,
  };
  if (!(await ports.dialogues.openReply(opened))) return;

  const writer = new ReplyWriter(ports, session, job.turn, caller.claimedAt);
  const talk = new Talk(ports, session, job.turn, historyOf(session, dialogue, job.turn), writer);
  const ending = await talk.run();
  const failed = ending.failure !== undefined;
  const stood = await ports.dialogues.finishReply(job.sessionId, job.turn, {
    status: failed ? 'failed' : 'complete',
    ...ending,
  });
  if (failed && stood) ports.metrics.emit('turnFailed', 1, { tier: session.tier, company: session.companyId });
  ports.log.info('turn answered', {
    sessionId: job.sessionId,
    turn: job.turn,
    tier: session.tier,
    next: ending.next.kind,
    failure: ending.failure,
    givenUp: !stood,
    sentences: writer.spoken.length,
    ms: ports.clock.now() - startedAt,
  });
  writer.close();
  await Promise.all(talk.books);
}

/** Puts the prompt of a new conversation into the model's cache while the greeting is spoken. Worth a try, never an error. */
export async function warmModel(ports: TurnPorts, job: TurnJob): Promise<void> {
  const session = await ports.sessions.find(job.sessionId);
  if (session?.companyId !== job.companyId) return;
  const books: Promise<void>[] = [];
  const messages = historyOf(session, { greeting: undefined, turns: [] }, 0);
  const request = { ...requestFor(session, session.config.tiers[session.tier].model, messages), maxTokens: 0 };
  try {
    await callModel(ports, { session, turn: 0, request, books }, () => undefined);
  } catch (cause) {
    ports.log.warn('prompt cache not warmed', { sessionId: job.sessionId, failure: (cause as ModelError).failure });
  }
  await Promise.all(books);
}

const requestFor = (session: Session, model: string, messages: readonly ModelMessage[]): ModelRequest => ({
  companyId: session.companyId,
  model,
  system: systemPrompt(session),
  tools: toolSpecs(session),
  messages,
  maxTokens,
  stallMs: pace.stallMs,
});

/** The conversation of one turn: rounds of model and tools, with one change of model if the first one fails. */
class Talk {
  readonly books: Promise<void>[] = [];
  readonly #ports: TurnPorts;
  readonly #session: Session;
  readonly #turn: number;
  readonly #history: readonly ModelMessage[];
  readonly #writer: ReplyWriter;
  readonly #parts: Part[] = [];
  #model: string;
  #switched = false;

  constructor(ports: TurnPorts, session: Session, turn: number, history: readonly ModelMessage[], writer: ReplyWriter) {
    this.#ports = ports;
    this.#session = session;
    this.#turn = turn;
    this.#history = history;
    this.#writer = writer;
    this.#model = session.config.tiers[session.tier].model;
  }

  async run(): Promise<Ending> {
    try {
      const ending = await this.#rounds();
      await this.#writer.settled();
      return ending;
    } catch (cause) {
      return this.#failed(cause);
    }
  }

  async #rounds(): Promise<Ending> {
    for (let round = 0; round < maxRounds; round += 1) {
      const done = await this.#round();
      if (done.stop === 'refusal') return this.#end({ kind: 'listen' }, 'refusal');
      const calls = done.parts.filter((part) => part.kind === 'toolCall');
      if (calls.length === 0) return this.#end({ kind: 'listen' });
      const { results, next } = await runTools(this.#ports, this.#session, calls);
      this.#parts.push(...results);
      if (next !== undefined) return this.#end(next);
      // What tools did must outlive a reply that is given up: the next turn has to know of it.
      await this.#ports.dialogues.saveParts(this.#session.sessionId, this.#turn, this.#parts);
    }
    this.#ports.log.warn('too many tool rounds', { sessionId: this.#session.sessionId, turn: this.#turn });
    return this.#end({ kind: 'listen' }, 'model');
  }

  #end(next: ReplyNext, failure?: ReplyFailure): Ending {
    return { parts: this.#parts, next, ...(failure === undefined ? {} : { failure }) };
  }

  /** One model call, or two: where the first fails and time allows, the other model takes over for the rest of the turn. */
  async #round(): Promise<Awaited<ReturnType<typeof callModel>>> {
    const before = this.#writer.spoken.length;
    try {
      return await this.#call();
    } catch (cause) {
      if (!(cause instanceof ModelError)) throw cause;
      this.#writer.dropFragment();
      const canRetry = !this.#switched && !this.#writer.signal.aborted && this.#writer.leftMs > pace.retryNeedsMs;
      this.#ports.log.warn('model call failed', {
        sessionId: this.#session.sessionId,
        turn: this.#turn,
        model: this.#model,
        failure: cause.failure,
        canRetry,
      });
      const spoken = this.#writer.spoken.slice(before);
      if (spoken.length > 0) this.#parts.push({ kind: 'text', text: spoken.join(' ') });
      if (!canRetry) throw cause;
      if (spoken.length > 0)
        this.#parts.push({
          kind: 'note',
          text: '[The line cut you off here. Go on from there; do not repeat yourself.]',
        });
      this.#switched = true;
      this.#model = otherModel(this.#session.config, this.#model);
      return await this.#call();
    }
  }

  async #call(): Promise<Awaited<ReturnType<typeof callModel>>> {
    const before = this.#writer.spoken.length;
    const request = requestFor(this.#session, this.#model, withReply(this.#history, this.#parts));
    const call = { session: this.#session, turn: this.#turn, request, signal: this.#writer.signal, books: this.books };
    const done = await callModel(this.#ports, call, (text) => this.#writer.push(text));
    if (done.stop === 'length' && this.#writer.spoken.length > before) this.#writer.dropFragment();
    else this.#writer.flush();
    const said = this.#writer.spoken.length > before;
    const acts = done.parts.some((part) => part.kind === 'toolCall');
    if (!said && !acts && done.stop !== 'refusal')
      throw new ModelError('empty', 'The model answered with nothing to say.');
    this.#parts.push(...done.parts);
    return done;
  }

  /** The reply cannot go on. What was spoken stands; what the caller hears next is the webhook's to decide. */
  async #failed(cause: unknown): Promise<Ending> {
    if (this.#writer.signal.aborted && this.#writer.spoken.length === 0)
      return this.#end({ kind: 'listen' }, 'too-slow');
    if (cause instanceof ModelError) return this.#end({ kind: 'listen' }, 'model');
    this.#ports.log.error('turn failed', cause, { sessionId: this.#session.sessionId, turn: this.#turn });
    return this.#end({ kind: 'listen' }, 'internal');
  }
}
