/** Who or what asked for a person. */
export const escalationReasons = [
  /** The caller pressed 0. */
  'zero',
  /** The model used its tool. */
  'model',
  'silence',
  'budget',
  'failure',
  /** Nobody on the call: it was sent here from outside. */
  'api',
  /** Written by an older version, or learnt of only after its beginning could not be stored. */
  'unrecorded',
] as const;
export type EscalationReason = (typeof escalationReasons)[number];

/** How ringing one number came to nothing. `ignored`: picked up, and neither 1 nor 2 was pressed. */
export const legOutcomes = ['declined', 'ignored', 'noAnswer', 'busy', 'machine', 'failed'] as const;
export type LegOutcome = (typeof legOutcomes)[number];

export type EscalationState =
  | { kind: 'requested' }
  /** Number `index` rings, or its person hears the whisper. */
  | { kind: 'dialing'; index: number }
  /** The person pressed 1: from here on the caller is theirs. */
  | { kind: 'accepted'; index: number }
  /** Number `index` will not have the caller; the next one, if any, is due. */
  | { kind: LegOutcome; index: number }
  | { kind: 'bridged'; index: number }
  | { kind: 'exhausted' }
  | { kind: 'afterHours' }
  | { kind: 'callerGone' };

/** Every state by its name. */
export const escalationStates = [
  'requested',
  'dialing',
  'accepted',
  ...legOutcomes,
  'bridged',
  'exhausted',
  'afterHours',
  'callerGone',
] as const satisfies readonly EscalationState['kind'][];

/** One wish for a person and what became of it. Kept in VoiceCall under the turn in which it came up. */
export type Escalation = {
  reason: EscalationReason;
  /** Why, in the words of whoever asked for it from outside. For the person who takes the call. */
  note?: string;
  askedAt: string;
  /** Counts changes: each is written only over the one it was made from. */
  rev: number;
  state: EscalationState;
  /** How each number whose Dial is over came to nothing, in order. */
  tried: readonly LegOutcome[];
};

/** What a Dial says of itself when it is over. `ended`: picked up and over, joined or not is not said. */
export type DialOutcome = 'bridged' | 'unjoined' | 'ended' | 'busy' | 'noAnswer' | 'failed';

type LegEvent =
  | { kind: 'accept' | 'decline' | 'ignore' | 'machine'; index: number }
  | { kind: 'result'; index: number; outcome: DialOutcome };
export type EscalationEvent =
  | { kind: 'dial'; index: number }
  /** Asked for outside business hours. */
  | { kind: 'closed' }
  | { kind: 'callerGone' }
  | LegEvent;

export const requested = (reason: EscalationReason, askedAt: string): Escalation => ({
  reason,
  askedAt,
  rev: 0,
  state: { kind: 'requested' },
  tried: [],
});

const ends: readonly EscalationState['kind'][] = ['bridged', 'exhausted', 'afterHours', 'callerGone'];
export const isOver = ({ state }: Escalation): boolean => ends.includes(state.kind);

/** How older versions kept a transfer: its outcome and nothing else. */
export function ofOldOutcome(outcome: string): Escalation {
  const lost = outcome === 'busy' ? 'busy' : outcome === 'no-answer' ? 'noAnswer' : 'failed';
  const begun = requested('unrecorded', '');
  return outcome === 'answered'
    ? { ...begun, state: { kind: 'bridged', index: 0 } }
    : { ...begun, state: { kind: 'exhausted' }, tried: [lost] };
}

/** A person took the call. */
export const wasTaken = ({ state }: Escalation): boolean => state.kind === 'accepted' || state.kind === 'bridged';

/**
 * What an event makes of an escalation that has `numbers` numbers to ring. Total, and the very same object where the
 * event changes nothing: it was heard before, it comes too late, or it speaks of a number that is done with.
 */
export function advance(now: Escalation, event: EscalationEvent, numbers: number): Escalation {
  if (isOver(now)) return now;
  const { state } = now;
  switch (event.kind) {
    case 'closed':
      return state.kind === 'requested' ? become(now, { kind: 'afterHours' }) : now;
    case 'callerGone':
      return become(now, state.kind === 'accepted' ? { ...state, kind: 'bridged' } : { kind: 'callerGone' });
    case 'dial':
      if (event.index >= numbers) return state.kind === 'accepted' ? now : become(now, { kind: 'exhausted' });
      return reach(now, event.index) ?? now;
    case 'accept':
    case 'decline':
    case 'ignore':
    case 'machine':
    case 'result': {
      const here = event.index < numbers ? reach(now, event.index) : undefined;
      return here === undefined ? now : onLeg(here, event, numbers);
    }
    default:
      return event satisfies never;
  }
}

/**
 * The escalation at number `index`, or undefined where that one is done with. What is heard of a later number proves that
 * the earlier ones are over, even if we never heard so; only a person who accepted is not given up for it.
 */
function reach(now: Escalation, index: number): Escalation | undefined {
  const at = legIndex(now);
  if (index === at) return now.tried.length > at ? undefined : now;
  if (index < at || now.state.kind === 'accepted') return undefined;
  const unheard = isLost(now.state) ? now.state.kind : 'failed';
  const tried = Array.from({ length: index }, (_, leg) => now.tried[leg] ?? (leg === at ? unheard : 'failed'));
  return { ...become(now, { kind: 'dialing', index }), tried };
}

const legIndex = ({ state }: Escalation): number => ('index' in state ? state.index : -1);
const isLost = (state: EscalationState): state is { kind: LegOutcome; index: number } =>
  legOutcomes.some((outcome) => outcome === state.kind);

/** An event of the leg that we are at. The order in which a leg's events come makes no difference to where it ends. */
function onLeg(here: Escalation, event: LegEvent, numbers: number): Escalation {
  const { kind } = here.state;
  const undecided = kind === 'dialing' || kind === 'machine';
  switch (event.kind) {
    case 'accept':
      // A machine presses no keys: whatever detection says, this is a person.
      return undecided ? become(here, { kind: 'accepted', index: event.index }) : here;
    case 'decline':
      return undecided ? become(here, { kind: 'declined', index: event.index }) : here;
    case 'ignore':
      return kind === 'dialing' ? become(here, { kind: 'ignored', index: event.index }) : here;
    case 'machine':
      return kind === 'dialing' || kind === 'ignored' ? become(here, { kind: 'machine', index: event.index }) : here;
    case 'result':
      return dialEnded(here, event, numbers);
    default:
      return event satisfies never;
  }
}

function dialEnded(here: Escalation, { index, outcome }: Extract<LegEvent, { kind: 'result' }>, numbers: number) {
  const lost = lostTo(here.state, outcome);
  if (lost === undefined) return become(here, { kind: 'bridged', index });
  const tried = [...here.tried, lost];
  return { ...become(here, index + 1 < numbers ? { kind: lost, index } : { kind: 'exhausted' }), tried };
}

/** How a number was lost, or undefined where the two have talked. What the person did weighs more than Twilio's word. */
function lostTo(state: EscalationState, outcome: DialOutcome): LegOutcome | undefined {
  if (state.kind === 'declined' || state.kind === 'ignored') return state.kind;
  if (outcome === 'bridged') return undefined;
  if (state.kind === 'accepted') return outcome === 'ended' ? undefined : 'failed';
  if (state.kind === 'machine') return 'machine';
  return outcome === 'unjoined' || outcome === 'ended' ? 'ignored' : outcome;
}

const become = (now: Escalation, state: EscalationState): Escalation => ({ ...now, rev: now.rev + 1, state });
