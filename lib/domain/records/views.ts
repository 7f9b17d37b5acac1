import type { VoiceCall } from '#lib/domain/call.ts';
import type { CallRecord } from '#lib/domain/records/list.ts';
import { shownWords } from '#lib/domain/records/shown.ts';
import { type LoneCall, type Story, timelineOf } from '#lib/domain/records/story.ts';
import type { Session } from '#lib/domain/session.ts';

/** A conversation without its pinned configuration. */
export const toSessionView = (session: Session) => ({
  sessionId: session.sessionId,
  channel: session.channel,
  ...(session.callSid === undefined ? {} : { callSid: session.callSid }),
  ...(session.customerId === undefined ? {} : { customerId: session.customerId }),
  ...(session.customerHint === undefined ? {} : { customerHint: session.customerHint }),
  tier: session.tier,
  status: session.status,
  language: session.language,
  startedAt: session.startedAt,
  ...(session.endedAt === undefined ? {} : { endedAt: session.endedAt }),
  ...(session.afterCall === undefined ? {} : { report: reportOf(session.afterCall) }),
});

export const toCallView = ({ call, session }: CallRecord) => ({
  callSid: call.callSid,
  sessionId: call.sessionId,
  direction: call.direction,
  from: call.from,
  to: call.to,
  status: call.status,
  ...(call.pickedUpBy === undefined ? {} : { pickedUpBy: call.pickedUpBy }),
  ...(call.ending === undefined ? {} : { ending: call.ending }),
  startedAt: call.startedAt,
  ...(call.endedAt === undefined ? {} : { endedAt: call.endedAt }),
  ...(call.durationSeconds === undefined ? {} : { durationSeconds: call.durationSeconds }),
  ...(session === undefined ? {} : { session: toSessionView(session) }),
});

export const toStoryView = (story: Story) => {
  const { session, call, dialogue, actions } = story;
  return {
    session: toSessionView(session),
    ...(call === undefined ? {} : { call: toCallView({ call, session: undefined }) }),
    ...(dialogue.greeting === undefined ? {} : { greeting: dialogue.greeting }),
    turns: timelineOf(story),
    transfers: transfersOf(call),
    actions: actions.map(({ actionId, turn, kind, state, amount, reason, denial, reference, requestedAt }) => ({
      actionId,
      turn,
      kind,
      state,
      ...amount,
      reason: shownWords(reason),
      ...(denial === undefined ? {} : { denial: denial.code }),
      ...(reference === undefined ? {} : { reference }),
      requestedAt,
    })),
    costMicroUsd: story.costMicroUsd,
  };
};

/** A call with its conversation, where there was one. */
export const toCallStoryView = (story: Story | LoneCall) =>
  story.session === undefined
    ? {
        call: toCallView({ call: story.call, session: undefined }),
        turns: [],
        transfers: transfersOf(story.call),
        actions: [],
        costMicroUsd: 0,
      }
    : toStoryView(story);

const reportOf = ({ summary, outcome, reason, topic, sentiment, followUps }: NonNullable<Session['afterCall']>) => ({
  summary,
  outcome,
  reason,
  ...(topic === undefined ? {} : { topic }),
  sentiment,
  followUps: [...followUps],
});

const transfersOf = (call: VoiceCall | undefined) =>
  Object.entries(call?.transfers ?? {}).map(([attempt, { reason, note, askedAt, state, tried }]) => ({
    attempt: Number(attempt),
    reason: shownWords(reason),
    ...(note === undefined ? {} : { note: shownWords(note) }),
    askedAt,
    state: state.kind,
    tried: [...tried],
  }));
