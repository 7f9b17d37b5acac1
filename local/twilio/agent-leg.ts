import type { AgentBook, AnsweringOptions } from './agents.ts';
import { resolveUrl } from './documents.ts';
import { runTwiml } from './interpreter.ts';
import { HungUp } from './interruptions.ts';
import { Leg, type Wire } from './leg.ts';
import type { CallStatus, LegIdentity } from './leg-params.ts';
import { answeredBy, letRing, sendAnsweredBy } from './pick-up.ts';
import { actOut } from './reflexes.ts';
import { StatusCallbacks } from './status-callbacks.ts';
import { TwimlError } from './twiml/error.ts';
import type { DialledNumber } from './twiml/verbs.ts';

export type Ringing = { agents: AgentBook; timeoutMs: number };

/** The leg of one dialled number: rings, hears the whisper, talks. */
export class AgentLeg extends Leg {
  readonly number: string;
  /** The two could hear each other. */
  bridged = false;
  /** What went wrong with the whisper. */
  failure: TwimlError | undefined;
  readonly #dialled: DialledNumber;
  readonly #base: string | undefined;
  #person: AnsweringOptions = {};
  #ready = false;

  constructor(identity: LegIdentity, wire: Wire, dialled: DialledNumber, base: string | undefined) {
    super(identity, wire, true);
    this.number = dialled.number;
    this.#dialled = dialled;
    this.#base = base;
    const { statusCallback, statusCallbackMethod: method, statusCallbackEvent: events } = dialled;
    if (statusCallback)
      this.callbacks = new StatusCallbacks(this, { url: resolveUrl(statusCallback, base), method, events });
  }

  get hangsUpFirst(): 'agent' | 'caller' {
    return this.#person.hangsUpFirst ?? 'agent';
  }

  get talksUntilHungUp(): boolean {
    return this.#person.talksMs === Number.POSITIVE_INFINITY;
  }

  /** True when the person has answered and heard the whisper out: ready to be bridged. Else `status` tells how it ended. */
  async ring({ agents, timeoutMs }: Ringing): Promise<boolean> {
    try {
      this.callbacks?.report('initiated');
      this.callbacks?.report('ringing');
      const taken = await letRing(this, agents, timeoutMs);
      if (taken.kind === 'refused') return this.#over(taken.status);
      this.#person = taken.person;
      actOut(this, taken.person);
      this.answer();
      this.#tellAnsweredBy(taken.machine);
      this.#ready = await this.#whisper();
      return this.#ready || this.#over('completed');
    } catch (reason) {
      if (reason instanceof TwimlError) this.failure = reason;
      else if (!(reason instanceof HungUp)) throw reason;
      return this.#over(this.durationSeconds === undefined ? 'canceled' : 'completed');
    }
  }

  /** Until the talk is over, the time limit is reached, or one of the two is gone. */
  async talk(limitMs: number, caller: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([this.signal, caller]);
    this.bridged = !signal.aborted;
    this.progress.enter('talking', this.talksUntilHungUp);
    try {
      await this.#talkFor(limitMs, signal);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
    this.#over('completed');
  }

  /** Whatever it was doing; a leg that is over stays as it ended. */
  hangUp(): void {
    this.interrupt(new HungUp('api'));
    if (this.#ready) this.#over('completed');
  }

  async #talkFor(limitMs: number, signal: AbortSignal): Promise<void> {
    const { talks, talksMs = 0 } = this.#person;
    const { clock } = this.wire;
    if (talks) await clock.within(talks(signal), limitMs, signal);
    else if (this.talksUntilHungUp) await clock.within(new Promise<void>(() => {}), limitMs, signal);
    else await clock.wait(Math.min(talksMs, limitMs), signal);
  }

  /** True when they heard it out, false when it put the phone down. */
  async #whisper(): Promise<boolean> {
    const { url, method } = this.#dialled;
    if (!url) return true;
    const source = { kind: 'url', url: resolveUrl(url, this.#base), method, params: {} } as const;
    return (await runTwiml(this, source)) === 'fell-through';
  }

  #tellAnsweredBy(machine: boolean): void {
    const { machineDetection, amdStatusCallback } = this.#dialled;
    const verdict = answeredBy(machineDetection, machine);
    if (verdict && amdStatusCallback) sendAnsweredBy(this, resolveUrl(amdStatusCallback, this.#base), verdict);
  }

  #over(status: CallStatus): false {
    if (this.progress.state === 'ended') return false;
    this.finish(status);
    this.progress.enter('ended');
    return false;
  }
}
