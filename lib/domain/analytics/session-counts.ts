import { type Counts, countOf, sumOf } from '#lib/domain/analytics/counts.ts';
import { bucketOf } from '#lib/domain/analytics/latency-histogram.ts';
import type { WishForPerson } from '#lib/domain/analytics/wishes.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { AfterCall, Session } from '#lib/domain/session.ts';
import { judge } from '#lib/domain/verdict.ts';
import { withPerson } from '#lib/domain/with-person.ts';

/** What a conversation that is over adds to the counters. Pure: the books' rows in, numbers out. */
export function countsOfSession(
  session: Session,
  call: VoiceCall | undefined,
  whole: Dialogue,
  wishes: readonly WishForPerson[],
): Counts {
  const dialogue = withPerson(call, whole);
  const escalated =
    call === undefined ? session.status === 'escalated' || wishes.length > 0 : judge(call, dialogue).escalated;
  return sumOf([
    countOf([
      'sessions',
      `outcome:${session.status}`,
      ...(escalated ? ['escalated'] : []),
      ...(session.tier === 'aiManager' ? ['manager'] : []),
      ...(session.verified === undefined ? [] : ['verified']),
      ...wishes.flatMap(({ reason, end }) => [`reason:${reason}`, `transfer:${end}`]),
      ...firstSentencesOf(dialogue).map(bucketOf),
    ]),
    { seconds: secondsOf(session, call), turns: turnsOf(dialogue) },
  ]);
}

/** What a call that is over adds, whether there was a conversation in it or not. */
export const countsOfCall = ({ direction, status, pickedUpBy }: VoiceCall): Counts =>
  countOf([
    `direction:${direction}`,
    `call:${status}`,
    `calls:${direction}:${status}`,
    ...(pickedUpBy === 'machine' ? ['machines'] : []),
  ]);

/** What the report on a conversation adds. */
export const countsOfReport = ({ topic = 'other', sentiment, outcome }: AfterCall): Counts =>
  countOf([`topic:${topic}`, `sentiment:${sentiment}`, `reported:${outcome}`]);

/** Milliseconds from each claimed turn to its first sentence, in order. */
const firstSentencesOf = ({ turns }: Dialogue): readonly number[] =>
  turns.flatMap(({ caller, reply }) => gapOf(caller, reply) ?? []);

type Turn = Dialogue['turns'][number];

/** Milliseconds until a caller heard of a turn's answer; undefined where there was none. */
export function gapOf(caller: Turn['caller'], reply: Turn['reply']): number | undefined {
  if (caller === undefined || reply?.firstSentenceAt === undefined) return undefined;
  return Math.max(0, reply.firstSentenceAt - caller.claimedAt);
}

/** Turns in which the caller said or pressed something. */
const turnsOf = ({ turns }: Dialogue): number =>
  turns.filter(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence').length;

/** How long it took: of a call what the telephone company says, where it says so. */
function secondsOf({ startedAt, endedAt }: Session, call: VoiceCall | undefined): number {
  if (call?.durationSeconds !== undefined) return call.durationSeconds;
  const end = endedAt ?? call?.endedAt;
  return end === undefined ? 0 : Math.max(0, Math.round((Date.parse(end) - Date.parse(startedAt)) / 1000));
}
