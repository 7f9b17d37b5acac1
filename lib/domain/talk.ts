import type { Action } from '#lib/domain/action.ts';
import { isSettled } from '#lib/domain/action.ts';
import type { BudgetState } from '#lib/domain/budget.ts';
import type { Part, ReplyFailure, ReplyNext } from '#lib/domain/dialogue.ts';
import { withReply } from '#lib/domain/history.ts';
import { callModel, type ModelCallPorts, otherModel } from '#lib/domain/model-call.ts';
import { pace } from '#lib/domain/pace.ts';
import { personCanBeHad } from '#lib/domain/people.ts';
import { systemPrompt } from '#lib/domain/prompt.ts';
import type { ReplyWriter } from '#lib/domain/reply-writer.ts';
import { type ReturningPorts, returningNote } from '#lib/domain/returning.ts';
import { textOf } from '#lib/domain/scripts.ts';
import type { Session } from '#lib/domain/session.ts';
import { type EarlierCalls, runTool, toolSpecs } from '#lib/domain/tools/registry.ts';
import type { ToolContext, ToolPorts } from '#lib/domain/tools/tool.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import { ModelError, type ModelMessage, type ModelRequest } from '#lib/ports/model.ts';

export type TalkPorts = ModelCallPorts & ToolPorts & ReturningPorts;

/** A ceiling for a reply, not a target: spoken replies are short by instruction. */
const maxTokens = { ample: 1024, tight: 400 };
/** Model calls of one turn: each tool round costs the caller a wait. A hand-over to the manager begins anew. */
const maxRounds = 6;

/** How a reply came out. */
export type Ending = { parts: readonly Part[]; next: ReplyNext; failure?: ReplyFailure };

export type TalkOptions = {
  session: Session;
  turn: number;
  shop: Commerce | undefined;
  history: readonly ModelMessage[];
  writer: ReplyWriter;
  budget: BudgetState;
  /** The company's people were rung in this conversation, and none was had. */
  personMissed: boolean;
  /** The session's ledger so far. */
  actions: readonly Action[];
  /** What came before this conversation, in its first answer. */
  opening: string | undefined;
  /** What the turn before did and could not tell. */
  lost: string | undefined;
};

export const requestFor = (
  context: Pick<ToolContext, 'session' | 'shop'>,
  model: string,
  messages: readonly ModelMessage[],
): ModelRequest => ({
  companyId: context.session.companyId,
  model,
  system: systemPrompt(context.session),
  tools: toolSpecs(context),
  messages,
  maxTokens: maxTokens.ample,
  stallMs: pace.stallMs,
});

type Done = Awaited<ReturnType<typeof callModel>>;

/** The conversation of one turn: rounds of model and tools, with one change of model if the first one fails. */
export class Talk {
  readonly books: Promise<void>[] = [];
  readonly #ports: TalkPorts;
  readonly #options: TalkOptions;
  readonly #writer: ReplyWriter;
  readonly #parts: Part[] = [];
  readonly #earlier: EarlierCalls = new Map();
  #session: Session;
  #model: string;
  #switched = false;
  #corrected = false;

  constructor(ports: TalkPorts, options: TalkOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#writer = options.writer;
    this.#session = options.session;
    this.#model = modelOf(options.session);
    this.#writer.prove(options.actions);
  }

  async run(): Promise<Ending> {
    try {
      const ending = this.#options.budget === 'spent' ? this.#outOfBudget() : await this.#rounds();
      await this.#writer.settled();
      return ending;
    } catch (cause) {
      return this.#failed(cause);
    }
  }

  async #rounds(): Promise<Ending> {
    this.#note(this.#options.opening);
    this.#note(this.#options.lost);
    this.#note(openActions(this.#options.actions));
    if (this.#options.budget === 'tight') this.#note('[Answer in one short sentence from here on.]');
    for (let round = 0; round < maxRounds; round += 1) {
      const done = await this.#round();
      if (done.stop === 'refusal') return this.#end({ kind: 'listen' }, 'refusal');
      const claimed = this.#writer.takeUnproven();
      const calls = done.parts.filter((part) => part.kind === 'toolCall');
      if (claimed && calls.length === 0) {
        if (this.#corrected) return this.#setRight();
        this.#corrected = true;
        this.#note(
          '[You were about to say that something was done, but no result here says so, and it was not said. Do it with a tool, or tell the caller truthfully where things stand.]',
        );
        continue;
      }
      if (calls.length === 0) return this.#end({ kind: 'listen' });
      const tier = this.#session.tier;
      const next = await this.#runTools(calls);
      if (next !== undefined) return this.#end(next);
      if (this.#session.tier !== tier) {
        await this.#introduceManager();
        round = -1;
      }
    }
    this.#ports.log.warn('too many tool rounds', { sessionId: this.#session.sessionId, turn: this.#options.turn });
    return this.#end({ kind: 'listen' }, 'model');
  }

  #end(next: ReplyNext, failure?: ReplyFailure): Ending {
    return { parts: this.#parts, next, ...(failure === undefined ? {} : { failure }) };
  }

  /** Runs the calls of one round in order, and keeps what they did: it must outlive a reply that is given up. */
  async #runTools(calls: readonly Extract<Part, { kind: 'toolCall' }>[]): Promise<ReplyNext | undefined> {
    const { turn, shop, personMissed } = this.#options;
    const wasVerified = this.#session.verified !== undefined;
    let next: ReplyNext | undefined;
    for (const call of calls) {
      const ran = await runTool(this.#ports, { session: this.#session, turn, shop, personMissed }, call, this.#earlier);
      this.#parts.push(ran.result);
      next ??= ran.next;
      if (ran.known !== undefined) this.#writer.know(ran.known);
      this.#session = ran.session ?? this.#session;
    }
    // After all results: they must come first in what the model reads next.
    if (!wasVerified) {
      const returning = await returningNote(this.#ports, this.#session);
      this.#note(returning?.note);
      if (returning !== undefined) this.#writer.know(returning.known);
    }
    const kept = { parts: this.#parts, inParts: this.#writer.spoken.length };
    await this.#ports.dialogues.saveParts(this.#session.sessionId, turn, kept);
    if (this.#session.verified !== undefined) {
      this.#writer.prove(await this.#ports.ledger.ofSession(this.#session.companyId, this.#session.sessionId));
    }
    return next;
  }

  /** Another name and another voice, said by us, so that it is always an AI that the caller is told of. */
  async #introduceManager(): Promise<void> {
    const { sessionId } = this.#session;
    await this.#writer.settled();
    await this.#ports.dialogues.markManager(sessionId, this.#options.turn, this.#writer.spoken.length);
    this.#writer.sayOurselves(textOf(this.#session, 'managerIntro'));
    this.#model = modelOf(this.#session);
    // A manager may ask again for what the rep was denied, and has a second model of their own.
    this.#earlier.clear();
    this.#switched = false;
  }

  /** One model call, or two: where the first fails and time allows, the other model takes over for the rest of the turn. */
  async #round(): Promise<Done> {
    const before = this.#writer.spoken.length;
    try {
      return await this.#call();
    } catch (cause) {
      if (!(cause instanceof ModelError)) throw cause;
      this.#writer.dropFragment();
      const canRetry = !this.#switched && !this.#writer.signal.aborted && this.#writer.leftMs > pace.retryNeedsMs;
      this.#ports.log.warn('model call failed', {
        sessionId: this.#session.sessionId,
        turn: this.#options.turn,
        model: this.#model,
        failure: cause.failure,
        canRetry,
      });
      const spoken = this.#writer.spoken.slice(before);
      if (spoken.length > 0) this.#parts.push({ kind: 'text', text: spoken.join(' ') });
      if (!canRetry) throw cause;
      if (spoken.length > 0) this.#note('[The line cut you off here. Go on from there; do not repeat yourself.]');
      this.#switched = true;
      this.#model = otherModel(this.#session.config, this.#model);
      return await this.#call();
    }
  }

  async #call(): Promise<Done> {
    const { turn, shop, history, budget } = this.#options;
    const before = this.#writer.spoken.length;
    const request = {
      ...requestFor({ session: this.#session, shop }, this.#model, withReply(history, this.#parts)),
      maxTokens: budget === 'tight' ? maxTokens.tight : maxTokens.ample,
    };
    const call = { session: this.#session, turn, request, signal: this.#writer.signal, books: this.books };
    const done = await callModel(this.#ports, call, (text) => this.#writer.push(text));
    if (done.stop === 'length' && this.#writer.spoken.length > before) this.#writer.dropFragment();
    else this.#writer.flush();
    const spoken = this.#writer.spoken.slice(before);
    const acts = done.parts.some((part) => part.kind === 'toolCall');
    if (spoken.length === 0 && !acts && !this.#writer.unproven && done.stop !== 'refusal') {
      throw new ModelError('empty', 'The model answered with nothing to say.');
    }
    this.#parts.push(...(this.#writer.unproven ? asSpoken(done.parts, spoken) : done.parts));
    return done;
  }

  #note(text: string | undefined): void {
    if (text !== undefined) this.#parts.push({ kind: 'note', text });
  }

  /** Twice a deed was claimed that was not done: the caller hears the truth from us. */
  #setRight(): Ending {
    const text = textOf(this.#session, 'notDone');
    this.#writer.sayOurselves(text);
    this.#parts.push({ kind: 'text', text });
    return this.#end({ kind: 'listen' });
  }

  #outOfBudget(): Ending {
    // Once is enough: ringing the same people again at every word would be a loop, and no help.
    const hasPerson = !this.#options.personMissed && personCanBeHad(this.#session, this.#ports.clock.now());
    const text = textOf(this.#session, hasPerson ? 'busyToPerson' : 'busyGoodbye');
    this.#ports.log.warn('budget is spent', { sessionId: this.#session.sessionId, company: this.#session.companyId });
    this.#writer.sayOurselves(text);
    this.#parts.push({ kind: 'text', text });
    return this.#end(
      hasPerson ? { kind: 'transfer', reason: 'budget', summary: '' } : { kind: 'end', outcome: 'unresolved' },
    );
  }

  /** The reply cannot go on. What was spoken stands; what the caller hears next is the webhook's to decide. */
  async #failed(cause: unknown): Promise<Ending> {
    if (this.#writer.signal.aborted && this.#writer.spoken.length === 0) {
      return this.#end({ kind: 'listen' }, 'too-slow');
    }
    if (cause instanceof ModelError) return this.#end({ kind: 'listen' }, 'model');
    this.#ports.log.error('turn failed', cause, { sessionId: this.#session.sessionId, turn: this.#options.turn });
    return this.#end({ kind: 'listen' }, 'internal');
  }
}

const modelOf = (session: Session): string => session.config.tiers[session.tier].model;

/** A model's round without the words that were held back: what was not said must not stand in the history. */
const asSpoken = (parts: readonly Part[], spoken: readonly string[]): Part[] => [
  ...(spoken.length === 0 ? [] : [{ kind: 'text' as const, text: spoken.join(' ') }]),
  ...parts.filter((part) => part.kind === 'toolCall'),
];

/** What an earlier turn began and did not see the end of. */
function openActions(actions: readonly Action[]): string | undefined {
  const open = actions.filter(({ state }) => !isSettled(state));
  if (open.length === 0) return undefined;
  const kinds = open.map(({ kind }) => kind).join(' and a ');
  return `[A ${kinds} asked for earlier is still being checked. Do not ask for it again, and do not say it was done.]`;
}
