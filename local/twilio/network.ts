import { AgentBook } from './agents.ts';
import type { PhoneCall } from './call.ts';
import { CallClock } from './clock.ts';
import type { DialOptions } from './dial.ts';
import type { Wire } from './leg.ts';
import type { StoredRecording } from './recordings.ts';
import type { RestRequest, ScriptedFailure, SentMessage } from './rest/types.ts';
import type { WebhookOptions } from './webhook.ts';

export type Account = { accountSid: string; authToken: string };

export type NetworkOptions = WebhookOptions &
  DialOptions & { accounts: readonly Account[]; charactersPerSecond: number; emptyInput: Wire['emptyInput'] };

/** All that is behind the stand-in: its accounts, the people with phones, and what has happened so far. */
export class Network {
  readonly agents = new AgentBook();
  readonly calls: PhoneCall[] = [];
  readonly messages: SentMessage[] = [];
  readonly recordings: StoredRecording[] = [];
  readonly requests: RestRequest[] = [];
  readonly failures: ScriptedFailure[] = [];
  readonly dialOptions: DialOptions;
  readonly #options: NetworkOptions;

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.dialOptions = options;
  }

  account(accountSid: string): Account | undefined {
    return this.#options.accounts.find((account) => account.accountSid === accountSid);
  }

  call(callSid: string): PhoneCall | undefined {
    return this.calls.find((call) => call.callSid === callSid);
  }

  /** For one call: each has its own clock. */
  wire(accountSid: string): Wire {
    const account = this.account(accountSid);
    if (!account) throw new Error(`${accountSid} is not an account of this stand-in; give it to startTwilio`);
    const { charactersPerSecond, emptyInput } = this.#options;
    const clock = new CallClock(charactersPerSecond);
    return { authToken: account.authToken, clock, webhooks: this.#options, emptyInput };
  }
}
