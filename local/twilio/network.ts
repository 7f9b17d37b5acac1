import { randomBytes } from 'node:crypto';
import { AgentBook } from './agents.ts';
import type { PhoneCall } from './call.ts';
import { CallClock } from './clock.ts';
import type { DialOptions } from './dial.ts';
import type { Wire } from './leg.ts';
import type { StoredRecording } from './recordings.ts';
import type { RestRequest, ScriptedFailure, SentMessage } from './rest/types.ts';
import type { WebhookOptions } from './webhook.ts';

/** `secondToken` opens REST too, and signs nothing before it is promoted. */
export type Account = { accountSid: string; authToken: string; secondToken?: string | undefined };

/** A number that an account has, and where it points. */
export type OwnNumber = {
  sid: string;
  accountSid: string;
  phoneNumber: string;
  voiceUrl: string;
  statusCallback: string;
};

export type NetworkOptions = WebhookOptions &
  DialOptions & {
    accounts: readonly Account[];
    numbers: readonly Omit<OwnNumber, 'sid'>[];
    charactersPerSecond: number;
    emptyInput: Wire['emptyInput'];
  };

/** All that is behind the stand-in: its accounts, the people with phones, and what has happened so far. */
export class Network {
  readonly agents = new AgentBook();
  readonly calls: PhoneCall[] = [];
  readonly messages: SentMessage[] = [];
  readonly recordings: StoredRecording[] = [];
  readonly requests: RestRequest[] = [];
  readonly failures: ScriptedFailure[] = [];
  readonly numbers: OwnNumber[] = [];
  readonly dialOptions: DialOptions;
  readonly #options: NetworkOptions;

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.dialOptions = options;
    for (const number of options.numbers) this.sell(number);
  }

  sell(number: Omit<OwnNumber, 'sid'>): void {
    this.numbers.push({ sid: `PN${randomBytes(16).toString('hex')}`, ...number });
  }

  takeBack(phoneNumber: string): void {
    const at = this.numbers.findIndex((number) => number.phoneNumber === phoneNumber);
    if (at !== -1) this.numbers.splice(at, 1);
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
    return {
      // A token may be promoted while a call is under way.
      get authToken() {
        return account.authToken;
      },
      clock,
      webhooks: this.#options,
      emptyInput,
    };
  }
}
