import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { CallSid, CompanyId, SessionId } from '#lib/domain/ids.ts';
import { judge } from '#lib/domain/verdict.ts';
import { withPerson } from '#lib/domain/with-person.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** Who rings again within this time, in milliseconds, is taken to be the same caller with the same matter. */
const soonMs = 10 * 60_000;
/** A call that ended this short a while ago may have begun long before. */
const longestCallMs = 4 * 3_600_000;
/** Who goes on with a conversation has rung by then, counted from its end, whosever clock is read: milliseconds. */
export const longestResumeMs = soonMs + 60_000;

type DroppedPorts = Pick<Ports, 'calls' | 'dialogues' | 'clock' | 'log'>;
type Ring = {
  callSid: CallSid;
  companyId: CompanyId;
  direction: VoiceCall['direction'];
  from: string | undefined;
  attested: boolean;
};

/**
 * The conversation that this caller fell out of a moment ago; undefined where there is none, and for a number that no
 * carrier vouches for: whoever forges it must not learn that somebody called. Never throws: a caller is greeted as
 * anybody else then.
 */
export async function droppedLine(ports: DroppedPorts, ring: Ring): Promise<SessionId | undefined> {
  if (ring.direction !== 'inbound' || ring.from === undefined || !ring.attested) return undefined;
  const now = ports.clock.now();
  try {
    const since = new Date(now - longestCallMs).toISOString();
    const calls = await ports.calls.withNumber(ring.companyId, ring.from, since);
    const last = calls.find(({ callSid }) => callSid !== ring.callSid);
    if (last === undefined || !endedLately(last, now)) return undefined;
    return hasDropped(last, await ports.dialogues.read(last.sessionId), now) ? last.sessionId : undefined;
  } catch (cause) {
    ports.log.error('earlier call not read', cause, { callSid: ring.callSid });
    return undefined;
  }
}

/** Whether a caller fell out of this call a moment before `at` (epoch milliseconds). Pure. */
export function hasDropped(call: VoiceCall, whole: Dialogue, at: number): boolean {
  const dialogue = withPerson(call, whole);
  if (!endedLately(call, at)) return false;
  // A person who heard the case and declined leaves `transferred` behind: that was no decision to end the call.
  if (call.ending !== undefined && call.ending !== 'transferred') return false;
  return judge(call, dialogue).session === 'abandoned' && stepOf(call, dialogue) !== 'at-rest';
}

const endedLately = ({ endedAt }: VoiceCall, at: number): boolean =>
  endedAt !== undefined && at - Date.parse(endedAt) <= soonMs;

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
