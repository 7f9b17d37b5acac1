import { expect, test } from 'vitest';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue, Lead } from '#lib/domain/dialogue.ts';
import { ofOldOutcome } from '#lib/domain/escalation.ts';
import { judge, type Verdict } from '#lib/domain/verdict.ts';
import { sampleCall, sampleDelivery, sampleReply, sampleTurn } from '#test/support/samples.ts';

type Turn = Dialogue['turns'][number];
let turns = 0;

/** A turn in which the caller said something and was told so many sentences. */
function spoke(sentences: number, lead: Lead = 'listen', more: Partial<Turn['reply']> = {}): Turn {
  turns += 1;
  const caller = sampleTurn({ turn: turns, deliveries: { 0: sampleDelivery({ to: sentences, lead }) } });
  const texts = Array.from({ length: sentences }, (_, index) => `Sentence ${index}.`);
  return { turn: turns, caller, reply: sampleReply({ turn: turns, status: 'complete', sentences: texts, ...more }) };
}

function silent(lead: Lead = 'nudge-1'): Turn {
  turns += 1;
  const deliveries = { 0: sampleDelivery({ to: 0, lead }) };
  return { turn: turns, caller: sampleTurn({ turn: turns, heard: { kind: 'silence' }, deliveries }) };
}

function pressedZero(): Turn {
  turns += 1;
  const deliveries = { 0: sampleDelivery({ to: 0, lead: 'person' }) };
  return { turn: turns, caller: sampleTurn({ turn: turns, heard: { kind: 'keys', digits: '0' }, deliveries }) };
}

const resolved = { next: { kind: 'end', outcome: 'resolved' } } as const;
const unresolved = { next: { kind: 'end', outcome: 'unresolved' } } as const;
const failed = { status: 'failed', failure: 'model' } as const;

type Story = [string, Partial<VoiceCall>, () => Turn[], Verdict];

const abandoned = (success: boolean | undefined, escalated = false): Verdict => ({
  success,
  escalated,
  session: 'abandoned',
});
const withPerson: Verdict = { success: true, escalated: true, session: 'escalated' };

const stories: Story[] = [
  ['who hangs up on the greeting counts for nothing', {}, () => [], abandoned(undefined)],
  ['who is silent and hangs up counts for nothing', {}, () => [silent()], abandoned(undefined)],
  [
    'who stays silent to the end counts for nothing',
    { ending: 'silence' },
    () => [silent(), silent('nudge-2'), silent('silence-end')],
    abandoned(undefined),
  ],
  ['who is answered and hangs up was served', {}, () => [spoke(2)], abandoned(true)],
  [
    'who is answered once in three turns was served',
    {},
    () => [spoke(0, 'failed-again', failed), spoke(1), spoke(0, 'failed-again', failed)],
    abandoned(true),
  ],
  ['who speaks and is never answered was failed', {}, () => [spoke(0)], abandoned(false)],
  [
    'who speaks and has no reply at all was failed',
    {},
    () => [{ turn: 1, caller: sampleTurn({ turn: 1 }) }],
    abandoned(false),
  ],
  [
    'who is answered, then silent, then let go was served',
    { ending: 'silence' },
    () => [spoke(1), silent(), silent('nudge-2'), silent('silence-end')],
    abandoned(true),
  ],
  [
    'whose matter is settled is a success',
    { ending: 'resolved' },
    () => [spoke(1, 'end', resolved)],
    { success: true, escalated: false, session: 'resolved' },
  ],
  [
    'whose matter is not settled was served all the same',
    { ending: 'unresolved' },
    () => [spoke(1, 'end', unresolved)],
    abandoned(true),
  ],
  [
    'who is let go for a failure of ours was failed',
    { ending: 'failed' },
    () => [spoke(1), spoke(0, 'failed-end', failed)],
    { success: false, escalated: false, session: 'failed' },
  ],
  [
    'who talked to a person was served',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('answered') } },
    () => [pressedZero()],
    withPerson,
  ],
  [
    'who hangs up while talking to a person was served, though the Dial has not told yet',
    { ending: 'transferred' },
    () => [pressedZero()],
    withPerson,
  ],
  [
    'who hangs up while talking to a person after a first attempt in vain was served',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('busy') } },
    () => [turnAt(1, pressedZero()), turnAt(3, pressedZero())],
    withPerson,
  ],
  [
    'who talked to a person after our failure was served',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('answered') } },
    () => [spoke(0, 'failed-person', failed)],
    withPerson,
  ],
  [
    'who waited for a person in vain and was answered before was served',
    { transfers: { 2: ofOldOutcome('no-answer') } },
    () => [spoke(1), pressedZero()],
    abandoned(true, true),
  ],
  [
    'who only ever asked for a person, in vain, was failed',
    { transfers: { 1: ofOldOutcome('busy') } },
    () => [pressedZero()],
    abandoned(false, true),
  ],
  [
    'who hangs up while the person’s phone rings asked for one',
    {},
    () => [spoke(1), pressedZero()],
    abandoned(true, true),
  ],
  [
    'whose person heard the case and declined was not transferred',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('no-answer') } },
    () => [turnAt(1, spoke(1, 'transfer')), spoke(1)],
    abandoned(true, true),
  ],
  [
    'whose person declined, and whose matter the AI then settled, is a success',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('no-answer') } },
    () => [turnAt(1, spoke(1, 'transfer')), spoke(1, 'end', resolved)],
    { success: true, escalated: true, session: 'resolved' },
  ],
  [
    'whose person declined, and whom we then failed, was failed',
    { ending: 'transferred', transfers: { 1: ofOldOutcome('no-answer') } },
    () => [turnAt(1, spoke(1, 'transfer')), spoke(0, 'failed-end', failed)],
    { success: false, escalated: true, session: 'failed' },
  ],
  [
    'whose matter is settled after a transfer in vain is a success',
    { ending: 'resolved', transfers: { 1: ofOldOutcome('busy') } },
    () => [pressedZero(), spoke(1, 'end', resolved)],
    { success: true, escalated: true, session: 'resolved' },
  ],
  [
    'who stays silent is given to a person',
    { transfers: { 3: ofOldOutcome('no-answer') }, ending: 'silence' },
    () => [silent(), silent('nudge-2'), silent('silence-person'), silent('silence-end')],
    abandoned(undefined, true),
  ],
];

test.each(stories)('a caller %s', (_, call, told, verdict) => {
  turns = 0;
  expect(judge(sampleCall({ status: 'completed', ...call }), { greeting: 'Hello.', turns: told() })).toEqual(verdict);
});

test.each(['busy', 'no-answer', 'canceled', 'failed'] as const)(
  'a call that never began (%s) counts for nothing',
  (status) => {
    expect(judge(sampleCall({ status }), { greeting: 'Hello.', turns: [] })).toEqual(abandoned(undefined));
  },
);

/** The same turn with another number, from which the next ones count on. */
function turnAt(turn: number, { caller, reply }: Turn): Turn {
  turns = turn;
  return { turn, ...(caller && { caller: { ...caller, turn } }), ...(reply && { reply: { ...reply, turn } }) };
}
