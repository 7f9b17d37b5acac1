import { numbersOf, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue, Reply } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import {
  advance,
  type Escalation,
  type EscalationEvent,
  type EscalationReason,
  type EscalationState,
  type LegOutcome,
  requested,
} from '#lib/domain/escalation.ts';
import type { Metric } from '#lib/names.ts';
import type { Ports } from '#lib/ports/ports.ts';

type RecordPorts = Pick<Ports, 'calls' | 'clock' | 'log' | 'metrics'>;

/** A call cannot have more twins of one webhook at once than this and still make sense. */
const maxTries = 10;

/**
 * Takes an event into the record of an escalation, and returns the record that stands. Written over exactly what it was
 * made from: of twins one writes, the others find that nothing is left to change. Metered by the one who wrote.
 */
export async function record(
  ports: RecordPorts,
  { call, attempt }: { call: VoiceCall; attempt: number },
  event: EscalationEvent,
  reason: EscalationReason = 'unrecorded',
): Promise<Escalation> {
  const numbers = numbersOf(call.profile.person).length;
  let before = call.transfers[attempt];
  for (let tries = 0; tries < maxTries; tries += 1) {
    const begun = before ?? requested(reason, new Date(ports.clock.now()).toISOString());
    const after = advance(begun, event, numbers);
    if (after === before || (before === undefined && after === begun)) return after;
    const { moved, standing } = await ports.calls.moveTransfer(call.callSid, attempt, before, after);
    if (moved) {
      report(ports, call, attempt, before, after);
      return after;
    }
    before = standing;
  }
  throw new AppError('conflict', `Transfer ${attempt} of ${call.callSid} was changed by others ${maxTries} times.`);
}

function report(
  ports: RecordPorts,
  { callSid, companyId }: VoiceCall,
  attempt: number,
  before: Escalation | undefined,
  after: Escalation,
): void {
  const { state, reason, tried } = after;
  ports.log.info('escalation', { callSid, attempt, reason, state: state.kind, tried: tried.join() });
  for (const metric of metersOf(before, after)) ports.metrics.emit(metric, 1, { company: companyId });
}

const legMetrics: Record<LegOutcome, Metric> = {
  declined: 'escalationsDeclined',
  ignored: 'escalationsIgnored',
  noAnswer: 'escalationsNoAnswer',
  busy: 'escalationsBusy',
  machine: 'escalationsMachine',
  failed: 'escalationsFailed',
};

const stateMetrics: Partial<Record<EscalationState['kind'], Metric>> = {
  accepted: 'escalationsAccepted',
  bridged: 'escalationsBridged',
  exhausted: 'escalationsExhausted',
  afterHours: 'escalationsAfterHours',
  callerGone: 'escalationsCallerGone',
};

/** What is counted of a change: each number once when its Dial is over, each other state when it is reached. */
export function metersOf(before: Escalation | undefined, after: Escalation): Metric[] {
  // One that was asked for from outside stands as requested until the caller has got there.
  const begun: Metric[] = before === undefined || before.state.kind === 'requested' ? ['escalationsRequested'] : [];
  const lost = after.tried.slice(before?.tried.length ?? 0).map((outcome) => legMetrics[outcome]);
  const reached = before?.state.kind === after.state.kind ? undefined : stateMetrics[after.state.kind];
  return [...begun, ...lost, ...(reached === undefined ? [] : [reached])];
}

/** The turn in which a person was asked for. Before the first turn nobody on the call can have asked. */
export async function askingTurn(
  ports: Pick<Ports, 'dialogues'>,
  { sessionId }: VoiceCall,
  attempt: number,
): Promise<AskingTurn> {
  if (attempt === 0) return {};
  const [caller, reply] = await Promise.all([
    ports.dialogues.findTurn(sessionId, attempt),
    ports.dialogues.findReply(sessionId, attempt),
  ]);
  return { ...(caller && { caller }), ...(reply && { reply }) };
}

type AskingTurn = Pick<Dialogue['turns'][number], 'caller' | 'reply'>;

/** Who or what asked for a person in a turn, as the turn itself tells. */
export function reasonOf({ caller, reply }: AskingTurn): EscalationReason {
  for (const { lead } of Object.values(caller?.deliveries ?? {})) {
    // Instead of an answer to whether they may be recorded.
    if (lead === 'person' || lead === 'record') return 'zero';
    if (lead === 'silence-person') return 'silence';
    if (lead === 'failed-person') return 'failure';
    if (lead === 'transfer') return reasonOfTransfer(reply);
  }
  return 'api';
}

/** The model uses its tool with a story to tell; where the budget is spent there is none. */
export const reasonOfTransfer = (reply: Pick<Reply, 'next'> | undefined): EscalationReason =>
  reply?.next.kind === 'transfer' && reply.next.summary === '' ? 'budget' : 'model';
