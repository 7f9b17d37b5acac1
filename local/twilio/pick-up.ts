import type { AgentBehaviour, AgentBook, AnsweringOptions } from './agents.ts';
import type { Leg } from './leg.ts';
import { signWebhook } from './webhook.ts';

export type PickUp =
  | { kind: 'answered'; person: AnsweringOptions; machine: boolean }
  | { kind: 'refused'; status: 'busy' | 'failed' | 'no-answer' };

/** Rings until somebody, or something, picks up, or the time is over. Rejects when the ringing is called off. */
export async function letRing(leg: Leg, agents: AgentBook, timeoutMs: number): Promise<PickUp> {
  const { clock } = leg.wire;
  const { to: number, from, callSid, parentCallSid } = leg.identity;
  const asked = agents.behaviour({ number, from, callSid, parentCallSid, signal: leg.signal });
  const behaviour: AgentBehaviour = (await clock.within(asked, timeoutMs, leg.signal)) ?? { kind: 'no-answer' };
  if (behaviour.kind === 'busy' || behaviour.kind === 'failed') return { kind: 'refused', status: behaviour.kind };

  const ringsMs = behaviour.kind === 'no-answer' ? Number.POSITIVE_INFINITY : (behaviour.ringsMs ?? 0);
  await clock.wait(Math.min(ringsMs, timeoutMs), leg.signal);
  if (behaviour.kind === 'no-answer' || ringsMs > timeoutMs) return { kind: 'refused', status: 'no-answer' };
  const machine = behaviour.kind === 'machine';
  return { kind: 'answered', person: machine ? { ...behaviour, presses: undefined } : behaviour, machine };
}

export type MachineDetection = 'Enable' | 'DetectMessageEnd' | undefined;

/** The word of answering machine detection, where it is switched on. */
export function answeredBy(detection: MachineDetection, machine: boolean): string | undefined {
  if (!detection) return undefined;
  if (!machine) return 'human';
  return detection === 'Enable' ? 'machine_start' : 'machine_end_beep';
}

/** Asynchronous detection tells it in a request of its own, which carries no From and To. */
export function sendAnsweredBy(leg: Leg, url: string, verdict: string): void {
  const { accountSid: AccountSid, callSid: CallSid } = leg.identity;
  const params = { AccountSid, CallSid, AnsweredBy: verdict, MachineDetectionDuration: '2400' };
  void leg.deliver(signWebhook({ purpose: 'status', url, method: 'POST', params }, leg.wire.authToken));
}
