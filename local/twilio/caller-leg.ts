import { randomBytes } from 'node:crypto';
import { AgentLeg } from './agent-leg.ts';
import { unlessAborted } from './clock.ts';
import { dialLegs } from './dial.ts';
import { type DocumentSource, resolveUrl } from './documents.ts';
import { type ActionParams, type DocumentEnd, runTwiml } from './interpreter.ts';
import { HungUp, Redirected } from './interruptions.ts';
import { Leg } from './leg.ts';
import type { CallStatus, LegIdentity } from './leg-params.ts';
import type { Network } from './network.ts';
import { newRecordingSid, recordingUrl, tellOfRecording } from './recordings.ts';
import { TwimlError } from './twiml/error.ts';
import type { Dial, Gather, Record as RecordVerb } from './twiml/verbs.ts';

/** How the call came to its end, and what was wrong if something was. */
export type Ending = {
  by: 'caller' | 'hangup' | 'reject' | 'error' | 'fell-through' | 'api' | 'not-answered';
  error?: Error;
};

const apology = 'We are sorry, an application error has occurred. Goodbye.';

/** The first leg of a call: what all the TwiML is about. */
export class CallerLeg extends Leg {
  readonly dialled: AgentLeg[] = [];
  ending: Ending | undefined;
  readonly #network: Network;
  readonly #toldOfRecordings: Promise<void>[] = [];
  #fallbackUrl: string | undefined;
  #hangupOnStar = false;

  constructor(identity: LegIdentity, network: Network, fallbackUrl: string | undefined) {
    super(identity, network.wire(identity.accountSid));
    this.#network = network;
    this.#fallbackUrl = fallbackUrl;
  }

  /** Plays documents until the call is over, through redirections and the fallback URL. Never rejects: see `ending`. */
  async run(source: DocumentSource): Promise<void> {
    try {
      await this.#ended(await runTwiml(this, source));
    } catch (reason) {
      if (reason instanceof HungUp) return await this.end({ by: reason.by === 'callee' ? 'caller' : reason.by });
      if (reason instanceof Redirected) {
        this.resume();
        return await this.run(reason.source);
      }
      await this.#failed(reason as Error);
    }
  }

  async end(ending: Ending, status: CallStatus = 'completed'): Promise<void> {
    this.ending = ending;
    this.finish(this.durationSeconds === undefined && ending.by === 'caller' ? 'canceled' : status);
    await this.callbacks?.sent();
    this.progress.enter('ended');
  }

  /** The person this leg is bridged to at the moment. */
  get talkingTo(): AgentLeg | undefined {
    return this.dialled.find((leg) => leg.progress.state === 'talking');
  }

  /** False when nobody listened for keys. */
  presses(digits: string): boolean {
    const other = this.#hangupOnStar && digits.includes('*') ? this.talkingTo : undefined;
    if (!other) return this.takes({ kind: 'digits', digits });
    this.progress.stir();
    other.hangUp();
    return true;
  }

  override async dial(dial: Dial, base: string | undefined): Promise<ActionParams> {
    const { accountSid, callSid: parentCallSid, from } = this.identity;
    const legs = dial.numbers.map((number) => {
      const to = number.number;
      const callSid = newCallSid();
      const direction = 'outbound-dial';
      const child = {
        accountSid,
        callSid,
        parentCallSid,
        from: dial.callerId ?? from,
        to,
        direction,
        params: {},
      } as const;
      return new AgentLeg(child, this.wire, number, base);
    });
    this.dialled.push(...legs);
    this.#hangupOnStar = dial.hangupOnStar;
    this.progress.enter('dialing');
    const result = await dialLegs(this, dial, legs, this.#network.agents, this.#network.dialOptions);
    this.silenceStartsNow();
    if (this.signal.reason instanceof HungUp && dial.action) {
      // The action is asked all the same; what it answers is heard by nobody.
      this.status = 'completed';
      const url = resolveUrl(dial.action, base);
      await this.send({ purpose: 'twiml', url, method: dial.method, params: result });
    }
    this.signal.throwIfAborted();
    return result;
  }

  /** Silence is no recording: the next verb runs. Who hangs up leaves what they have said by then. */
  override async record(verb: RecordVerb, base: string | undefined): Promise<ActionParams> {
    const listening = this.ear.listen(earOf(verb));
    this.progress.enter('recording', true);
    const input = await unlessAborted(listening, this.signal).catch((reason: unknown) => {
      if (reason instanceof HungUp) return { kind: 'hung-up' } as const;
      throw reason;
    });
    const spoken = input.kind === 'speech' ? Math.ceil(input.text.length / 15) : 0;
    const seconds = input.kind === 'silence' ? 0 : Math.min(Math.max(1, spoken), verb.maxLength);
    const { accountSid, callSid } = this.identity;
    const recording = { sid: newRecordingSid(), accountSid, callSid, seconds };
    if (seconds > 0) this.#network.recordings.push(recording);
    const status = seconds > 0 ? 'completed' : 'absent';
    if (verb.recordingStatusCallback && verb.recordingEvents.includes(status)) {
      const url = resolveUrl(verb.recordingStatusCallback, base);
      this.#toldOfRecordings.push(tellOfRecording(this, url, recording, status));
    }
    if (input.kind === 'silence') return undefined;
    const params = {
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(recording),
      RecordingDuration: String(seconds),
      ...(input.kind === 'digits' ? { Digits: input.digits } : {}),
    };
    if (input.kind !== 'hung-up') return params;
    if (verb.action) {
      // The action is asked all the same; what it answers is heard by nobody.
      this.status = 'completed';
      const url = resolveUrl(verb.action, base);
      await this.send({ purpose: 'twiml', url, method: verb.method, params: { ...params, Digits: 'hangup' } });
    }
    throw this.signal.reason;
  }

  /** When the callbacks of all recordings so far have been answered, or have failed. */
  async toldOfRecordings(): Promise<void> {
    await Promise.all(this.#toldOfRecordings);
  }

  async #ended(by: DocumentEnd): Promise<void> {
    const rejected = by === 'rejected' || by === 'busy';
    if (rejected && this.durationSeconds === undefined)
      return await this.end({ by: 'reject' }, by === 'busy' ? 'busy' : 'no-answer');
    this.answer();
    await this.end({ by: rejected ? 'reject' : by });
  }

  async #failed(error: Error): Promise<void> {
    const url = this.#fallbackUrl;
    if (url && error instanceof TwimlError) {
      // Once a call: a fallback that leads back into the failure must end somewhere.
      this.#fallbackUrl = undefined;
      const failed = this.webhooks.findLast((exchange) => exchange.purpose === 'twiml');
      const params = { ErrorCode: String(error.code), ErrorUrl: failed?.url ?? '' };
      return await this.run({ kind: 'url', url, method: 'POST', params });
    }
    this.answer();
    await this.speak({ verb: 'Say', text: apology, voice: undefined, language: 'en-US', loop: 1 }).catch(() => {});
    await this.end({ by: 'error', error });
  }
}

export function newCallSid(): string {
  return `CA${randomBytes(16).toString('hex')}`;
}

/** A Record listens like a Gather that any speech, or one finishing key, completes. */
function earOf({ timeout, finishOnKey }: RecordVerb): Gather {
  return {
    verb: 'Gather',
    prompts: [],
    input: finishOnKey ? ['speech', 'dtmf'] : ['speech'],
    action: undefined,
    method: 'POST',
    actionOnEmptyResult: false,
    timeout,
    speechTimeout: undefined,
    speechModel: undefined,
    language: 'en-US',
    hints: [],
    numDigits: 1,
    finishOnKey: '',
  };
}
