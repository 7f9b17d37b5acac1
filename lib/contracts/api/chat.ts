import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { visible } from '#lib/contracts/api/visible.ts';
import { languages } from '#lib/domain/language.ts';

/** A message of this length is read by nobody; in characters. */
const maxText = 4_000;

/** A path with a session in it. */
const ofSession = z.object({ sessionId: z.string() });

/** A chat as its carrier sees it. */
export const ChatSession = z.object({
  sessionId: z.string(),
  channel: z.literal('chat'),
  /** `escalated`: the team was told. */
  status: z.enum(['active', 'escalated', 'resolved', 'abandoned', 'failed']),
  language: z.enum(languages),
  /** Who answers: `aiManager` once the manager has taken over. */
  tier: z.enum(['aiRep', 'aiManager']),
  /** The customer has proved who they are. */
  verified: z.boolean(),
  startedAt: z.iso.datetime(),
  endedAt: z.optional(z.iso.datetime()),
});

/** What one of us said, ready to be shown as plain text. */
const Sentence = z.object({ text: z.string(), tier: z.enum(['aiRep', 'aiManager']), name: z.string() });

export const openChat = apiContract({
  route: 'openChat',
  summary: 'Opens a chat; its greeting says that an AI answers, and must be shown',
  body: z.object({
    channel: z.literal('chat', 'must be chat: a phone call begins with a ring'),
    /** Whom your pages take the customer for. It proves nothing: the AI still asks. */
    customerId: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
    language: z.optional(z.enum(languages)),
  }),
  idempotent: true,
  replies: { 201: z.object({ session: ChatSession, greeting: z.string() }) },
  problems: [409],
});

/** The whole answer to a message. */
export const ChatReply = z.object({
  /** Counts the messages of this chat, from 1 on. */
  turn: z.int(),
  /** All sentences in one. */
  text: z.string(),
  sentences: z.array(Sentence),
  /** `continue`: the customer may write again. `handed-over`: the team was told; they may, too. `ended`: the chat is over. */
  next: z.enum(['continue', 'handed-over', 'ended']),
});

export const sendMessage = apiContract({
  route: 'sendMessage',
  summary: 'Sends what the customer wrote and gives the answer: whole, or sentence by sentence as server-sent events',
  path: ofSession,
  body: z.object({
    // The model is never asked about nothing.
    text: z.string().check(z.maxLength(maxText), z.regex(visible, 'must hold something that can be seen')),
  }),
  idempotent: true,
  events: true,
  replies: { 200: ChatReply },
  problems: [409],
});

export const endSession = apiContract({
  route: 'endSession',
  summary: 'Ends a chat; one in which nobody writes for half an hour ends by itself',
  path: ofSession,
  body: z.object({
    /** As the customer says; without it the AI alone is asked, afterwards. */
    outcome: z.optional(z.enum(['resolved', 'unresolved'])),
  }),
  replies: { 200: ChatSession },
  problems: [409],
});
