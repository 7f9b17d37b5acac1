import { PhoneCall } from './call.ts';
import { CallerLeg, newCallSid } from './caller-leg.ts';
import type { DocumentSource } from './documents.ts';
import { HungUp } from './interruptions.ts';
import type { Network } from './network.ts';
import { answeredBy, letRing, type MachineDetection, sendAnsweredBy } from './pick-up.ts';
import { actOut } from './reflexes.ts';
import { StatusCallbacks, type StatusCallbackTarget } from './status-callbacks.ts';

export type OutboundCall = {
  accountSid: string;
  from: string;
  to: string;
  source: DocumentSource;
  timeoutMs: number;
  fallbackUrl: string | undefined;
  callbacks: StatusCallbackTarget | undefined;
  machineDetection: MachineDetection;
  /** With it the verdict comes by itself; without, on the request for the first document. */
  asyncAmdStatusCallback: string | undefined;
};

/** Rings the number; the call goes on by itself. The agent book says how it is taken, the PhoneCall is the callee's phone. */
export function placeCall(network: Network, outbound: OutboundCall): PhoneCall {
  const { accountSid, from, to, fallbackUrl } = outbound;
  const identity = { accountSid, callSid: newCallSid(), from, to, direction: 'outbound-api', params: {} } as const;
  const leg = new CallerLeg(identity, network, fallbackUrl);
  leg.status = 'queued';
  if (outbound.callbacks) leg.callbacks = new StatusCallbacks(leg, outbound.callbacks);
  const call = new PhoneCall(leg, leg.callbacks);
  network.calls.push(call);
  void ringAndRun(network, leg, outbound);
  return call;
}

async function ringAndRun(network: Network, leg: CallerLeg, outbound: OutboundCall): Promise<void> {
  try {
    leg.callbacks?.report('initiated');
    const ringing = letRing(leg, network.agents, outbound.timeoutMs);
    leg.status = 'ringing';
    leg.callbacks?.report('ringing');
    const taken = await ringing;
    if (taken.kind === 'refused') return await leg.end({ by: 'not-answered' }, taken.status);

    const verdict = answeredBy(outbound.machineDetection, taken.machine);
    const { asyncAmdStatusCallback: told } = outbound;
    if (verdict && told) void Promise.resolve(taken.person.detected).then(() => sendAnsweredBy(leg, told, verdict));
    else if (verdict) leg.identity.params.AnsweredBy = verdict;
    if (taken.machine || taken.person.presses !== undefined) actOut(leg, taken.person);
    leg.answer();
  } catch (reason) {
    if (reason instanceof HungUp) return await leg.end({ by: reason.by === 'api' ? 'api' : 'caller' }, 'canceled');
    return await leg.end({ by: 'error', error: reason as Error }, 'failed');
  }
  await leg.run(outbound.source);
}
