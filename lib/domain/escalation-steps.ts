import type { DialogueEvent } from '#lib/domain/dialogue.ts';
import { type Escalation, isOver, type LegOutcome } from '#lib/domain/escalation.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';

/** What comes next for the caller, and what they hear before it. */
export type CallerStep =
  | { kind: 'dial'; index: number }
  | { kind: 'tryNext'; index: number; says: 'tryingNext' }
  /** Back to the AI, which is told too. */
  | { kind: 'back'; says: ScriptPurpose; event: DialogueEvent['event'] }
  | { kind: 'goodbye'; says: 'afterPerson' | 'callOver' };

export function nextStep(now: Escalation): CallerStep {
  const { state } = now;
  switch (state.kind) {
    case 'requested':
      return { kind: 'dial', index: 0 };
    case 'dialing':
    case 'accepted':
      return { kind: 'dial', index: state.index };
    case 'declined':
    case 'ignored':
    case 'noAnswer':
    case 'busy':
    case 'machine':
    case 'failed':
      return { kind: 'tryNext', index: state.index + 1, says: 'tryingNext' };
    case 'exhausted':
      return { kind: 'back', ...afterAll[howMissed(now.tried)] };
    case 'afterHours':
      return { kind: 'back', says: 'afterHours', event: 'transfer-after-hours' };
    case 'bridged':
      return { kind: 'goodbye', says: 'afterPerson' };
    case 'callerGone':
      return { kind: 'goodbye', says: 'callOver' };
    default:
      return state satisfies never;
  }
}

/** What came next when the Dial of number `index` was over: the same at every repeat, whatever has happened since. */
export function stepAfter(now: Escalation, index: number): CallerStep {
  const wasLast = now.tried.length === index + 1 && isOver(now) && now.state.kind !== 'bridged';
  if (index < now.tried.length && !wasLast) return { kind: 'tryNext', index: index + 1, says: 'tryingNext' };
  return nextStep(now);
}

/** The truth about several tries in one word. Who declined is not blamed: nobody was free. */
export type Missed = 'failed' | 'busy' | 'noAnswer' | 'nobodyFree';

export function howMissed(tried: readonly LegOutcome[]): Missed {
  const all = (...outcomes: LegOutcome[]): boolean => tried.every((outcome) => outcomes.includes(outcome));
  if (all('failed')) return 'failed';
  if (all('busy')) return 'busy';
  return all('noAnswer', 'machine') ? 'noAnswer' : 'nobodyFree';
}

const afterAll: Record<Missed, { says: ScriptPurpose; event: DialogueEvent['event'] }> = {
  failed: { says: 'transferFailed', event: 'transfer-failed' },
  busy: { says: 'transferBusy', event: 'transfer-busy' },
  noAnswer: { says: 'transferNoAnswer', event: 'transfer-no-answer' },
  nobodyFree: { says: 'transferNobodyFree', event: 'transfer-nobody-free' },
};
