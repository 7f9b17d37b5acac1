import { listenHere } from '#local/loopback.ts';
import type { AgentBook } from './agents.ts';
import { PhoneCall } from './call.ts';
import { CallerLeg, newCallSid } from './caller-leg.ts';
import { type Account, Network, type NetworkOptions, type OwnNumber } from './network.ts';
import type { StoredRecording } from './recordings.ts';
import { restServer } from './rest/server.ts';
import type { RestRequest, ScriptedFailure, SentMessage } from './rest/types.ts';
import { StatusCallbacks } from './status-callbacks.ts';
import type { CallEvent, HttpMethod } from './twiml/verbs.ts';

export type TwilioOptions = {
  accounts: readonly Account[];
  /** The numbers that REST knows; whatever is rung, rings all the same. */
  numbers?: readonly Omit<OwnNumber, 'sid'>[];
  port?: number;
} & Partial<
  Pick<
    NetworkOptions,
    'charactersPerSecond' | 'webhookTimeoutMs' | 'hosts' | 'sendsTwice' | 'emptyInput' | 'unbridgedStatus'
  >
>;

export type IncomingCall = {
  from: string;
  to: string;
  accountSid: string;
  voiceUrl: string;
  voiceMethod?: HttpMethod;
  voiceFallbackUrl?: string;
  statusCallback?: string;
  /** `end` is what a number's own status callback sends; `all` adds ringing and in-progress. Default end. */
  statusEvents?: 'end' | 'all';
  /** More parameters of every webhook: StirVerstat, CallerName, ForwardedFrom, ... */
  params?: Record<string, string>;
  callSid?: string;
};

export type TwilioStandIn = {
  /** The base of the REST API. */
  url: string;
  /** Resolves when the call first waits for its caller, or is over. */
  ring(call: IncomingCall): Promise<PhoneCall>;
  /** The same call while it is still ringing: to watch it from the first line on. */
  dialIn(call: IncomingCall): PhoneCall;
  agents: AgentBook;
  /** All calls, those placed by REST among them. */
  calls: readonly PhoneCall[];
  messages: readonly SentMessage[];
  /** Those that were not deleted. */
  recordings: readonly StoredRecording[];
  requests: readonly RestRequest[];
  /** Where the accounts' numbers point. */
  numbers: readonly OwnNumber[];
  /** An account gets a number, which points nowhere yet. */
  sellNumber(accountSid: string, phoneNumber: string): void;
  /** Its account gives a number back. */
  takeBackNumber(phoneNumber: string): void;
  /** Makes an account's second token its only one, as the Console does: from now on everything is signed with it. */
  promoteToken(accountSid: string): void;
  /** The next REST requests get these instead of an answer, one each; nothing is carried out. */
  failNext(...failures: ScriptedFailure[]): void;
  /** Hangs up everything and stops. */
  close(): Promise<void>;
};

/** Twilio on this machine, as far as a voice product sees it: it rings, asks webhooks for TwiML, plays it, and serves REST. */
export async function startTwilio(options: TwilioOptions): Promise<TwilioStandIn> {
  const closing = new AbortController();
  const accounts = options.accounts.map((account) => ({ ...account }));
  const network = new Network({
    accounts,
    numbers: options.numbers ?? [],
    charactersPerSecond: options.charactersPerSecond ?? Number.POSITIVE_INFINITY,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 15_000,
    hosts: options.hosts ?? {},
    sendsTwice: options.sendsTwice ?? false,
    emptyInput: options.emptyInput ?? 'absent',
    unbridgedStatus: options.unbridgedStatus ?? 'completed',
    closing: closing.signal,
  });
  const server = restServer(network);
  const { url, close } = await listenHere(server, options.port);

  const dialIn = (incoming: IncomingCall) => startCall(network, incoming);
  return {
    url,
    dialIn,
    ring: async (incoming) => {
      const call = dialIn(incoming);
      await call.settled();
      return call;
    },
    agents: network.agents,
    calls: network.calls,
    messages: network.messages,
    recordings: network.recordings,
    requests: network.requests,
    numbers: network.numbers,
    sellNumber: (accountSid, phoneNumber) =>
      network.sell({ accountSid, phoneNumber, voiceUrl: '', statusCallback: '' }),
    takeBackNumber: (phoneNumber) => network.takeBack(phoneNumber),
    promoteToken: (accountSid) => {
      const account = accounts.find((one) => one.accountSid === accountSid);
      if (account?.secondToken === undefined) throw new Error(`${accountSid} has no second token`);
      account.authToken = account.secondToken;
      account.secondToken = undefined;
    },
    failNext: (...failures) => {
      network.failures.push(...failures);
    },
    close: async () => {
      closing.abort(new Error('the Twilio stand-in is closing'));
      await Promise.all(network.calls.map((call) => call.hangsUp()));
      await close();
    },
  };
}

function startCall(network: Network, incoming: IncomingCall): PhoneCall {
  const { accountSid, from, to, callSid = newCallSid(), params = {}, statusCallback, voiceUrl: url } = incoming;
  const identity = { accountSid, callSid, from, to, direction: 'inbound', params } as const;
  const leg = new CallerLeg(identity, network, incoming.voiceFallbackUrl);
  const all: CallEvent[] = ['ringing', 'answered', 'completed'];
  const callbacks = statusCallback
    ? new StatusCallbacks(leg, {
        url: statusCallback,
        method: 'POST',
        events: incoming.statusEvents === 'all' ? all : ['completed'],
      })
    : undefined;
  leg.callbacks = callbacks;
  callbacks?.report('ringing');
  const call = new PhoneCall(leg, callbacks);
  network.calls.push(call);
  void leg.run({ kind: 'url', url, method: incoming.voiceMethod ?? 'POST', params: {} });
  return call;
}
