import type { Aside, MessagesRequest, Mind, RecordedRequest, Reply } from '#local/claude/reply.ts';

export type Scripted = Reply | Mind;

/** Says which reply is next: the queued ones in order, then the standing one, then the mind; else nobody expected this. */
export class Script {
  readonly requests: RecordedRequest[] = [];
  readonly warmUps: RecordedRequest[] = [];
  readonly unexpected: RecordedRequest[] = [];
  readonly asides: RecordedRequest[] = [];
  readonly #mind: Mind | undefined;
  readonly #aside: Aside | undefined;
  #asideNow: Aside | undefined;
  #queue: Scripted[] = [];
  #standing: Scripted | undefined;
  #failures: Error[] = [];

  constructor(mind: Mind | undefined, aside?: Aside) {
    this.#mind = mind;
    this.#aside = aside;
  }

  /** The reply to a call that is none of the conversation's, where this is one; such calls take nothing from the queue. */
  asideFor({ body }: RecordedRequest): Reply | undefined {
    const usual = this.#aside?.(body);
    return usual && (this.#asideNow?.(body) ?? usual);
  }

  answerAside(aside: Aside): void {
    this.#asideNow = aside;
  }

  add(replies: Scripted[]): void {
    this.#queue.push(...replies);
  }

  stand(reply: Scripted): void {
    this.#standing = reply;
  }

  /** The reply to this call. A call nobody expected, or a script that throws, is an error 500 and fails `assertDone`. */
  async next(call: RecordedRequest): Promise<Reply> {
    const scripted = this.#queue.shift() ?? this.#standing ?? this.#mind;
    if (!scripted) {
      this.unexpected.push(call);
      return { fail: { status: 500, message: `Scripted Claude: nothing is scripted for ${describe(call)}` } };
    }
    try {
      const reply = typeof scripted === 'function' ? await scripted(call.body) : scripted;
      reply.before?.(call.body);
      return reply;
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.#failures.push(failure);
      return { fail: { status: 500, message: `Scripted Claude: the script threw: ${failure.message}` } };
    }
  }

  /** Throws what the script threw, or says which replies nobody asked for and which calls nobody expected. */
  assertDone(): void {
    const [failure] = this.#failures;
    if (failure) throw failure;
    const complaints = [
      ...this.#queue.map((reply, at) => `reply ${at + 1} of ${this.#queue.length} left over: ${summary(reply)}`),
      ...this.unexpected.map((call) => `unexpected call: ${describe(call)}`),
    ];
    if (complaints.length === 0) return;
    const refused = this.requests.flatMap(({ status, refusal }) =>
      status === 400 || status === 404 ? [`refused with ${status}: ${refusal}`] : [],
    );
    throw new Error(['Scripted Claude is not done:', ...complaints, ...refused].join('\n  '));
  }

  reset(): void {
    for (const list of [this.requests, this.warmUps, this.unexpected, this.asides]) list.length = 0;
    this.#asideNow = undefined;
    this.#queue = [];
    this.#failures = [];
    this.#standing = undefined;
  }
}

function summary(reply: Scripted): string {
  return typeof reply === 'function' ? 'a function' : JSON.stringify(reply).slice(0, 200);
}

function describe({ model, body }: RecordedRequest): string {
  return `${model}, ${body.messages.length} messages, the last one ${lastWords(body)}`;
}

function lastWords({ messages }: MessagesRequest): string {
  const content = messages.at(-1)?.content;
  return JSON.stringify(content ?? null).slice(0, 200);
}
