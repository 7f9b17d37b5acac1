import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  type DialOutcome,
  type Escalation,
  type EscalationEvent,
  isOver,
  legOutcomes,
  ofOldOutcome,
  requested,
  wasTaken,
} from '#lib/domain/escalation.ts';
import { metersOf } from '#lib/domain/escalation-record.ts';
import { nextStep, stepAfter } from '#lib/domain/escalation-steps.ts';

const begun = requested('zero', '2026-11-22T21:30:00.000Z');
const run = (numbers: number, ...events: EscalationEvent[]): Escalation =>
  events.reduce((now, event) => advance(now, event, numbers), begun);

const outcomes: DialOutcome[] = ['bridged', 'unjoined', 'ended', 'busy', 'noAnswer', 'failed'];
const index = fc.integer({ min: 0, max: 6 });
const anyEvent: fc.Arbitrary<EscalationEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('dial' as const), index }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('accept', 'decline', 'ignore', 'machine'), index }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('result' as const), index, outcome: fc.constantFrom(...outcomes) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<EscalationEvent>({ kind: 'closed' }, { kind: 'callerGone' }) },
);
const anyEvents = fc.array(anyEvent, { maxLength: 40 });
const anyNumbers = fc.integer({ min: 1, max: 6 });

describe('whatever comes, in whatever order', () => {
  test('an end is an end, a repeat changes nothing, and every change counts up by itself', () => {
    fc.assert(
      fc.property(anyNumbers, anyEvents, (numbers, events) => {
        let now = begun;
        for (const event of events) {
          const next = advance(now, event, numbers);
          if (isOver(now)) expect(next).toBe(now);
          if (next !== now) expect(next.rev).toBeGreaterThan(now.rev);
          expect(advance(next, event, numbers)).toBe(next);
          expect(next.tried.slice(0, now.tried.length)).toEqual(now.tried);
          expect(next.tried.length).toBeLessThanOrEqual(numbers);
          now = next;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('there is always a next step, and following it reaches an end', () => {
    fc.assert(
      fc.property(anyNumbers, anyEvents, fc.array(fc.constantFrom(...outcomes)), (numbers, events, answers) => {
        let now = run(numbers, ...events);
        for (let steps = 0; !isOver(now); steps += 1) {
          expect(steps).toBeLessThan(2 * numbers + 10);
          const step = nextStep(now);
          if (step.kind !== 'dial' && step.kind !== 'tryNext') throw new Error(`${step.kind} is no way on`);
          now = advance(now, { kind: 'dial', index: step.index }, numbers);
          now = advance(now, { kind: 'result', index: step.index, outcome: answers[steps] ?? 'noAnswer' }, numbers);
        }
        expect(['back', 'goodbye']).toContain(nextStep(now).kind);
      }),
      { numRuns: 2000 },
    );
  });

  test('a caller is never given to two: a second number is taken only after the first is known to be over', () => {
    fc.assert(
      fc.property(anyNumbers, anyEvents, (numbers, events) => {
        let now = begun;
        let holder: number | undefined;
        for (const event of events) {
          now = advance(now, event, numbers);
          if (!wasTaken(now) || !('index' in now.state)) {
            if (holder !== undefined && !isOver(now)) expect(now.tried.length).toBeGreaterThan(holder);
            holder = undefined;
          } else {
            expect(holder ?? now.state.index).toBe(now.state.index);
            holder = now.state.index;
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of what one leg tells makes no difference', () => {
    const told: EscalationEvent[] = [
      { kind: 'machine', index: 0 },
      { kind: 'ignore', index: 0 },
    ];
    const result: EscalationEvent = { kind: 'result', index: 0, outcome: 'unjoined' };
    const dial: EscalationEvent = { kind: 'dial', index: 0 };
    expect(run(2, dial, ...told, result).state).toEqual({ kind: 'machine', index: 0 });
    expect(run(2, dial, ...told.toReversed(), result).state).toEqual({ kind: 'machine', index: 0 });
    const key: EscalationEvent = { kind: 'accept', index: 0 };
    const heard: EscalationEvent = { kind: 'machine', index: 0 };
    expect(run(1, dial, key, heard).state.kind).toBe('accepted');
    expect(run(1, dial, heard, key).state.kind).toBe('accepted');
  });

  test('each number is counted once, each escalation begins and ends once', () => {
    fc.assert(
      fc.property(anyNumbers, anyEvents, (numbers, events) => {
        const meters: string[] = [];
        let kept: Escalation | undefined;
        for (const event of events) {
          const next = advance(kept ?? begun, event, numbers);
          if (next === (kept ?? begun)) continue;
          meters.push(...metersOf(kept, next));
          kept = next;
        }
        const count = (pattern: RegExp) => meters.filter((meter) => pattern.test(meter)).length;
        expect(count(/Requested/)).toBe(kept === undefined ? 0 : 1);
        expect(count(/Bridged|Exhausted|AfterHours|CallerGone/)).toBe(kept !== undefined && isOver(kept) ? 1 : 0);
        expect(count(/Declined|Ignored|NoAnswer|Busy|Machine|Failed/)).toBe(kept?.tried.length ?? 0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what was not stored', () => {
  test('a key of a leg whose Dial we never wrote down counts', () => {
    expect(run(2, { kind: 'accept', index: 1 })).toMatchObject({
      state: { kind: 'accepted', index: 1 },
      tried: ['failed'],
    });
  });

  test('the next number proves that the one before is over, and keeps what was known of it', () => {
    const now = run(3, { kind: 'dial', index: 0 }, { kind: 'decline', index: 0 }, { kind: 'dial', index: 2 });
    expect(now).toMatchObject({ state: { kind: 'dialing', index: 2 }, tried: ['declined', 'failed'] });
  });

  test('a talk whose key was lost is a talk, if Twilio says that the two were joined', () => {
    const dial: EscalationEvent = { kind: 'dial', index: 0 };
    expect(run(1, dial, { kind: 'result', index: 0, outcome: 'bridged' }).state.kind).toBe('bridged');
    expect(run(1, dial, { kind: 'result', index: 0, outcome: 'ended' }).tried).toEqual(['ignored']);
    const declined = run(1, dial, { kind: 'decline', index: 0 }, { kind: 'result', index: 0, outcome: 'bridged' });
    expect(declined.tried).toEqual(['declined']);
  });
});

test('a repeated result is answered as the first time, wherever the call has got to', () => {
  const first = run(3, { kind: 'dial', index: 0 }, { kind: 'result', index: 0, outcome: 'busy' });
  const step = stepAfter(first, 0);
  expect(step).toEqual({ kind: 'tryNext', index: 1, says: 'tryingNext' });
  const later = [
    advance(first, { kind: 'dial', index: 1 }, 3),
    advance(first, { kind: 'accept', index: 1 }, 3),
    advance(first, { kind: 'result', index: 1, outcome: 'bridged' }, 3),
    advance(first, { kind: 'result', index: 2, outcome: 'busy' }, 3),
  ];
  for (const now of later) expect(stepAfter(now, 0)).toEqual(step);
});

test.each([
  [['busy'], 'transferBusy'],
  [['busy', 'busy'], 'transferBusy'],
  [['noAnswer', 'machine'], 'transferNoAnswer'],
  [['failed'], 'transferFailed'],
  [['declined'], 'transferNobodyFree'],
  [['ignored'], 'transferNobodyFree'],
  [['busy', 'noAnswer'], 'transferNobodyFree'],
] as const)('after %j the caller hears %s', (tried, says) => {
  expect(nextStep({ ...begun, state: { kind: 'exhausted' }, tried })).toMatchObject({ kind: 'back', says });
});

test('every way of losing a number leads to the next one', () => {
  for (const kind of legOutcomes)
    expect(nextStep({ ...begun, state: { kind, index: 2 }, tried: [] })).toMatchObject({ kind: 'tryNext', index: 3 });
});

test.each([
  ['answered', 'bridged', []],
  ['busy', 'exhausted', ['busy']],
  ['no-answer', 'exhausted', ['noAnswer']],
  ['failed', 'exhausted', ['failed']],
  ['canceled', 'exhausted', ['failed']],
])('%s of an older version is %s', (outcome, kind, tried) => {
  expect(ofOldOutcome(outcome)).toMatchObject({ state: { kind }, tried });
});
