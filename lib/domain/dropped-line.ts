import type { VoiceCall } from '#lib/domain/call.ts';
import { judge } from '#lib/domain/close-call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Who rings again within this time, in milliseconds, is taken to be the same caller with the same matter. */
const soonMs = 10 * 60_000;
/** A call that ended this short a while ago may have begun long before. */
const longestCallMs = 4 * 3_600_000;
/** Who goes on with a conversation has rung by then, counted from its end, whosever clock is read: milliseconds. */
export const longestResumeMs = soonMs + 60_000;

type DroppedPorts = Pick<Ports, 'calls' | 'dialogues' | 'clock' | 'log'>;
type Ring = { callSid: CallSid; companyId: CompanyId; direction: VoiceCall['direction']; from: string | undefined };

/**
 * The conversation that this caller fell out of a moment ago; undefined where there is none. Never throws: a caller is
 * greeted as anybody else then.
 */
export async function droppedLine(ports: DroppedPorts, ring: Ring): Promise<SessionId | undefined> {
  if (ring.direction !== 'inbound' || ring.from === undefined) return undefined;
  const now = ports.clock.now();
  try {
    const since = new Date(now - longestCallMs).toISOString();
    const calls = await ports.calls.withNumber(ring.companyId, ring.from, since);
    const last = calls.find(({ callSid }) => callSid !== ring.callSid);
    if (last?.endedAt === undefined || now - Date.parse(last.endedAt) > soonMs) return undefined;
    // A person who heard the case and declined leaves `transferred` behind: that was no decision to end the call.
    if (last.ending !== undefined && last.ending !== 'transferred') return undefined;
    const dialogue = await ports.dialogues.read(last.sessionId);
    const wasLeft = judge(last, dialogue).session === 'abandoned';
    return wasLeft && stepOf(last, dialogue) !== 'at-rest' ? last.sessionId : undefined;
  } catch (cause) {
    ports.log.error('earlier call not read', cause, { callSid: ring.callSid });
    return undefined;
  }
}

/** Where a conversation stood when its line went down. */
export type Step = 'at-rest' | 'answering' | 'transferring';

/**
 * The transfers tell whether the caller hung up on a person who was being rung; else the last turn does: an answer not
 * heard to its end, or a person announced of whom nothing is recorded. Who was told how a transfer ended is at rest. Pure.
 */
export function stepOf({ transfers, profile }: Pick<VoiceCall, 'transfers' | 'profile'>, dialogue: Dialogue): Step {
  const known = Object.values(transfers);
  if (known.some(({ state, reason }) => state.kind === 'callerGone' && reason !== 'silence')) return 'transferring';
  const last = dialogue.turns.findLast(({ caller }) => caller !== undefined);
  if (last?.caller === undefined || last.caller.heard.kind === 'silence') return 'at-rest';
  const deliveries = Object.entries(last.caller.deliveries).sort(([a], [b]) => Number(a) - Number(b));
  const delivery = deliveries.at(-1)?.[1];
  if (delivery === undefined || delivery.lead === 'continue') return 'answering';
  const { lead, closed } = delivery;
  const announced = lead === 'transfer' || lead === 'person' || lead === 'failed-person';
  const isDue = announced && closed !== true && profile.person !== undefined;
  return isDue && transfers[last.turn] === undefined ? 'transferring' : 'at-rest';
}
