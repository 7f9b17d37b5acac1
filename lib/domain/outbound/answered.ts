import type { Answer } from '#lib/domain/answer.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { configOf } from '#lib/domain/company.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CallSid, CompanyId } from '#lib/domain/ids.ts';
import { openCall } from '#lib/domain/outbound/open-call.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { callOver, greet, openSession } from '#lib/domain/receive-call.ts';
import { sayScript } from '#lib/domain/speaking.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Which of our own calls a webhook is about: `outboundId` from the path that we minted. */
export type Leg = { companyId: CompanyId; outboundId: string; callSid: CallSid; from: string };

export type KnownPorts = Pick<
  Ports,
  'companies' | 'scripts' | 'calls' | 'outboundCalls' | 'outbox' | 'clock' | 'log' | 'metrics'
>;
type AnsweredPorts = KnownPorts & Pick<Ports, 'sessions' | 'dialogues' | 'worker'>;

/** Somebody picked up: says that this is an AI and why it calls, and listens. */
export async function answered(ports: AnsweredPorts, leg: Leg): Promise<Answer> {
  const { call, outbound } = await callOfLeg(ports, leg);
  if (call.endedAt !== undefined) return callOver(call);
  const { about, context, to, customerId } = outbound;
  await openSession(
    ports,
    call,
    { ...(await configOf(ports, leg.companyId)), language: outbound.language },
    {
      // It proves nobody: we dialled it.
      callerId: { number: to, attested: false },
      outbound: { about, ...(context === undefined ? {} : { context }) },
      ...(customerId === undefined ? {} : { customerHint: customerId }),
    },
  );
  return greet(call);
}

/** A machine picked up, and its greeting is over: what it is told. It names no reason, because anybody may hear it. */
export async function leaveMessage(ports: KnownPorts, leg: Leg): Promise<Answer> {
  const { call } = await callOfLeg(ports, leg);
  await ports.calls.notePickUp(call.callSid, 'machine');
  await ports.calls.setEnding(call.callSid, 'unresolved');
  const config = await configOf(ports, leg.companyId);
  if (config.outbound.voicemail === 'hangUp') return { lines: [], next: { kind: 'hangup' } };
  return {
    lines: [sayScript(call.profile, 'disclosure'), sayScript(call.profile, 'voicemail')],
    next: { kind: 'hangup' },
  };
}

/** The call as it stands, whoever hears of it first. Throws AppError `notFound` for a call that nobody asked for. */
export async function callOfLeg(ports: KnownPorts, leg: Leg): Promise<{ call: VoiceCall; outbound: OutboundCall }> {
  const { companyId, outboundId, callSid, from } = leg;
  const outbound = await ports.outboundCalls.find(companyId, outboundId);
  if (outbound === undefined)
    throw new AppError('notFound', `Company ${companyId} has no outbound call ${outboundId}.`);
  const standing = await ports.outboundCalls.placed(companyId, outboundId, callSid);
  // The carrier took a request twice. Both calls are served: whoever picked up must not hear a dead line.
  if (standing !== callSid) ports.log.error('outbound call placed twice', undefined, { callSid, standing, outboundId });
  return { call: await openCall(ports, await configOf(ports, companyId), outbound, { callSid, from }), outbound };
}
