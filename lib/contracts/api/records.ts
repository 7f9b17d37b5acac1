import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { pageOf, pageQuery } from '#lib/contracts/api/page.ts';
import { moment } from '#lib/contracts/api/period.ts';
import { callStatuses } from '#lib/domain/call.ts';
import { outcomes, sentiments } from '#lib/domain/session.ts';

const tier = z.enum(['aiRep', 'aiManager']);
const channel = z.enum(['voice', 'chat']);
const sessionStatus = z.enum(['active', 'escalated', 'resolved', 'abandoned', 'failed']);
const Id = z.string().check(z.minLength(1), z.maxLength(200));

const SessionView = z.object({
  sessionId: z.string(),
  channel,
  callSid: z.optional(z.string()),
  /** Who has proved to be this customer. */
  customerId: z.optional(z.string()),
  /** Whom a chat's pages take the customer for; nobody has proved it. */
  customerHint: z.optional(z.string()),
  tier,
  status: sessionStatus,
  language: z.string(),
  startedAt: z.string(),
  endedAt: z.optional(z.string()),
  /** What it came to, as the model wrote it down afterwards. */
  report: z.optional(
    z.object({
      summary: z.string(),
      outcome: z.enum(outcomes),
      reason: z.string(),
      topic: z.optional(z.string()),
      sentiment: z.enum(sentiments),
      followUps: z.array(z.string()),
    }),
  ),
});

const CallView = z.object({
  callSid: z.string(),
  sessionId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  from: z.string(),
  to: z.string(),
  status: z.enum(callStatuses),
  /** Of a call that we placed, where detection was sure of it. */
  pickedUpBy: z.optional(z.enum(['human', 'machine'])),
  /** How we ended it; absent where the line went down otherwise. */
  ending: z.optional(z.string()),
  startedAt: z.string(),
  endedAt: z.optional(z.string()),
  durationSeconds: z.optional(z.number()),
  session: z.optional(SessionView),
});

const TurnView = z.object({
  turn: z.number(),
  at: z.optional(z.string()),
  heard: z.optional(
    z.object({ kind: z.enum(['spoken', 'keys', 'silence', 'machine']), words: z.optional(z.string()) }),
  ),
  said: z.array(z.string()),
  tier: z.optional(tier),
  tools: z.array(
    z.object({
      tool: z.string(),
      input: z.optional(z.unknown()),
      result: z.optional(z.string()),
      failed: z.optional(z.boolean()),
    }),
  ),
  /** Milliseconds from the caller's last word to the first sentence of the answer. */
  gapMs: z.nullable(z.number()),
  costMicroUsd: z.number(),
  failure: z.optional(z.string()),
  event: z.optional(z.string()),
});

const StoryView = z.object({
  session: SessionView,
  call: z.optional(CallView),
  greeting: z.optional(z.string()),
  turns: z.array(TurnView),
  transfers: z.array(
    z.object({
      attempt: z.number(),
      reason: z.string(),
      note: z.optional(z.string()),
      askedAt: z.string(),
      state: z.string(),
      tried: z.array(z.string()),
    }),
  ),
  actions: z.array(
    z.object({
      actionId: z.string(),
      turn: z.number(),
      kind: z.string(),
      state: z.string(),
      amountMinor: z.number(),
      currency: z.string(),
      reason: z.string(),
      denial: z.optional(z.string()),
      reference: z.optional(z.string()),
      requestedAt: z.string(),
    }),
  ),
  costMicroUsd: z.number(),
});

const common = {
  ...pageQuery,
  /** Begun at this time or later. */
  from: z.optional(moment),
  /** Begun before this time. */
  to: z.optional(moment),
  customerId: z.optional(Id),
  tier: z.optional(tier),
  /** What the report says that it came to. */
  outcome: z.optional(z.enum(outcomes)),
};

const inOrder = z.refine<{ from?: string | undefined; to?: string | undefined }>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { path: ['to'], error: 'must not be before from' },
);

export const listCalls = apiContract({
  route: 'listCalls',
  summary: 'Calls, newest first',
  query: z.object({ ...common, status: z.optional(z.enum(callStatuses)) }).check(inOrder),
  replies: { 200: pageOf(CallView) },
});

export const getCall = apiContract({
  route: 'getCall',
  summary: 'One call with its conversation, turn by turn: heard, said, done, waited, paid',
  /** A call that nobody answered has no conversation. */
  replies: { 200: z.extend(StoryView, { session: z.optional(SessionView) }) },
});

export const listSessions = apiContract({
  route: 'listSessions',
  summary: 'Conversations on every channel, newest first',
  query: z.object({ ...common, status: z.optional(sessionStatus), channel: z.optional(channel) }).check(inOrder),
  replies: { 200: pageOf(SessionView) },
});

export const getSession = apiContract({
  route: 'getSession',
  summary: 'One conversation, turn by turn: heard, said, done, waited, paid',
  replies: { 200: StoryView },
});

export const getTranscript = apiContract({
  route: 'getTranscript',
  summary: 'What was said in a conversation, as JSON or as plain text',
  query: z.object({ format: z._default(z.enum(['json', 'text']), 'json') }),
  replies: {
    200: z.object({
      sessionId: z.string(),
      startedAt: z.string(),
      lines: z.array(
        z.object({
          who: z.enum(['customer', 'aiRep', 'aiManager', 'note']),
          text: z.string(),
          at: z.optional(z.string()),
        }),
      ),
    }),
  },
  text: 'text/plain',
});
