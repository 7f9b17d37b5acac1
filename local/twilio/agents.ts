import type { Heard } from './progress.ts';

export type AnsweringOptions = {
  /** Ringing before the pick-up. Longer than the Dial's timeout is no answer. */
  ringsMs?: number;
  /** Keys pressed when a Gather has been heard to its end. Undefined: none, the Gather times out. */
  presses?: string | ((heard: readonly Heard[], signal: AbortSignal) => Promise<string | undefined>);
  /** Puts the phone down at the first Gather instead. */
  hangsUpDuringWhisper?: boolean;
  /** How long the two talk. Infinity: until somebody hangs up. Default 0. */
  talksMs?: number;
  /** Resolves when this person hangs up. With talksMs Infinity beside it, the caller's verbs do not wait for that. */
  talks?: (signal: AbortSignal) => Promise<void>;
  /** Who ends the talk. Default the agent. */
  hangsUpFirst?: 'agent' | 'caller';
  /** When machine detection has made up its mind, on a call placed by REST; never, where it never resolves. Default: at once. */
  detected?: Promise<unknown>;
  /** Each line spoken to this person alone. */
  hears?: (line: Heard) => void;
};

/** What a number does when it rings. */
export type AgentBehaviour =
  | ({ kind: 'answers' } & AnsweringOptions)
  | ({ kind: 'machine' } & AnsweringOptions)
  | { kind: 'busy' }
  | { kind: 'no-answer' }
  | { kind: 'failed' };

export type RingingPhone = {
  number: string;
  from: string;
  callSid: string;
  parentCallSid: string | undefined;
  /** Aborted when it stops ringing. */
  signal: AbortSignal;
};

export type Decide = (ringing: RingingPhone) => Promise<AgentBehaviour> | AgentBehaviour;

/** Who is behind which number. A number nobody told of rings in an empty room. */
export class AgentBook {
  readonly #byNumber = new Map<string, Decide>();
  #anyoneElse: Decide = () => ({ kind: 'no-answer' });

  when(number: string): AgentEntry {
    return new AgentEntry((decide) => this.#byNumber.set(number, decide));
  }

  /** Asked for every number without an entry: somebody at a terminal may decide. */
  interactive(decide: Decide): void {
    this.#anyoneElse = decide;
  }

  async behaviour(ringing: RingingPhone): Promise<AgentBehaviour> {
    return await (this.#byNumber.get(ringing.number) ?? this.#anyoneElse)(ringing);
  }
}

/** What the number does from now on; a later word about it replaces this one. */
export class AgentEntry {
  readonly #write: (decide: Decide) => void;

  constructor(write: (decide: Decide) => void) {
    this.#write = write;
  }

  answers(options: AnsweringOptions = {}): void {
    this.#write(() => ({ kind: 'answers', ...options }));
  }

  /** A voice mailbox: it picks up and presses nothing. */
  answersAsMachine(options: AnsweringOptions = {}): void {
    this.#write(() => ({ kind: 'machine', ...options }));
  }

  isBusy(): void {
    this.#write(() => ({ kind: 'busy' }));
  }

  doesNotAnswer(): void {
    this.#write(() => ({ kind: 'no-answer' }));
  }

  fails(): void {
    this.#write(() => ({ kind: 'failed' }));
  }

  decides(decide: Decide): void {
    this.#write(decide);
  }
}
