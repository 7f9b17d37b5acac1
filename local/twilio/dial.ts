import type { AgentLeg, Ringing } from './agent-leg.ts';
import { HungUp } from './interruptions.ts';
import type { Leg } from './leg.ts';
import type { CallStatus } from './leg-params.ts';
import type { Dial } from './twiml/verbs.ts';

export type DialOptions = {
  /** What an answered leg that was never bridged (it refused in the whisper) is reported as: sources differ. */
  unbridgedStatus: 'completed' | 'no-answer';
};

/** Of several that did not connect, the one that got furthest speaks for the Dial. */
const furthest: CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/**
 * Rings the legs, bridges the caller to the first one ready, and waits until that talk is over. Resolves to the parameters of
 * the Dial's action, also when the caller has gone meanwhile.
 */
export async function dialLegs(
  caller: Leg,
  dial: Dial,
  legs: readonly AgentLeg[],
  agents: Ringing['agents'],
  { unbridgedStatus }: DialOptions,
): Promise<Record<string, string>> {
  const cutOff = () => hangUp(legs);
  caller.signal.addEventListener('abort', cutOff, { once: true });
  try {
    const ringing = { agents, timeoutMs: dial.timeout * 1000 };
    const ready = await (dial.sequential ? firstInTurn(legs, ringing) : firstAtOnce(legs, ringing));
    hangUp(legs.filter((leg) => leg !== ready));
    if (ready) await bridge(caller, ready, dial);
    const leg = ready ?? furthest.map((status) => legs.find((each) => each.status === status)).find(Boolean);
    return leg ? actionParams(leg, dial, unbridgedStatus) : {};
  } finally {
    caller.signal.removeEventListener('abort', cutOff);
    await Promise.all(legs.map((leg) => leg.callbacks?.sent()));
  }
}

async function bridge(caller: Leg, agent: AgentLeg, dial: Dial): Promise<void> {
  caller.answer();
  caller.progress.enter('talking', agent.talksUntilHungUp);
  await agent.talk(dial.timeLimit * 1000, caller.signal);
  if (agent.hangsUpFirst === 'caller') caller.interrupt(new HungUp('caller'));
}

async function firstInTurn(legs: readonly AgentLeg[], ringing: Ringing): Promise<AgentLeg | undefined> {
  for (const leg of legs) {
    if (leg.signal.aborted) break;
    if (await leg.ring(ringing)) return leg;
  }
  return undefined;
}

async function firstAtOnce(legs: readonly AgentLeg[], ringing: Ringing): Promise<AgentLeg | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<AgentLeg | undefined>();
  const rings = legs.map(async (leg) => {
    if (await leg.ring(ringing)) resolve(leg);
  });
  Promise.all(rings).then(() => resolve(undefined), reject);
  return await promise;
}

function hangUp(legs: readonly AgentLeg[]): void {
  for (const leg of legs) leg.hangUp();
}

function actionParams(leg: AgentLeg, dial: Dial, unbridged: DialOptions['unbridgedStatus']): Record<string, string> {
  const seconds = leg.durationSeconds;
  const refused = leg.status === 'completed' && !leg.bridged;
  const recorded = leg.bridged && dial.record !== 'do-not-record' && dial.record !== 'false';
  return {
    DialCallStatus: refused ? unbridged : leg.status,
    DialCallSid: leg.identity.callSid,
    DialBridged: String(leg.bridged),
    ...(seconds === undefined ? {} : { DialCallDuration: String(seconds) }),
    ...(recorded ? { RecordingUrl: `https://api.twilio.com/recordings/${leg.identity.callSid}` } : {}),
  };
}
