import type { IncomingHttpHeaders } from 'node:http';
import type { MessageCreateParamsBase, Usage } from '@anthropic-ai/sdk/resources/messages';

/** What the SDK posts to /v1/messages. */
export type MessagesRequest = MessageCreateParamsBase;

/** How fast the model speaks. */
export type Pace = { firstTokenMs: number; betweenTokensMs: number };

/** A refusal before any token: the HTTP status and the error body. */
export type Failure = { status: number; type?: string; message?: string; retryAfterSeconds?: number };

/** One reply of the model, as a test or a mind writes it. Everything is optional: `{}` is an empty turn. */
export type Reply = {
  /** A string is cut into tokens; an array is the exact tokens. */
  text?: string | string[];
  tools?: { name: string; input: unknown; id?: string }[];
  thinking?: string;
  stopReason?: 'end_turn' | 'tool_use' | 'max_tokens' | 'refusal';
  pace?: Partial<Pace>;
  fail?: Failure;
  /** The stream breaks when this many tokens are out: by default with an `overloaded_error` event. */
  breakAfterTokens?: number;
  /** `disconnect` cuts the socket; `silence` leaves it open and says no more. */
  breakWith?: 'overloaded_error' | 'disconnect' | 'silence';
  /** Never answers, not even with a status, until the client gives up or the server closes. */
  hang?: true;
  /** Streamed as the input of each tool instead of its JSON. */
  rawToolInput?: string;
  /** Sees the request before the reply is built. What it throws, `assertDone` throws. */
  before?: (request: MessagesRequest) => void;
  order?: 'text-first' | 'tools-first';
};

/** Decides a reply from the request. */
export type Mind = (request: MessagesRequest) => Reply | Promise<Reply>;

/** Answers calls that are no part of a conversation, such as a report on one; undefined for all others. */
export type Aside = (request: MessagesRequest) => Reply | undefined;

export type RecordedRequest = {
  /** Milliseconds since the epoch. */
  at: number;
  model: string;
  body: MessagesRequest;
  headers: IncomingHttpHeaders;
  /** Which TCP connection carried it, counted from 1: tells a reused connection from a new one. */
  connection: number;
  /** What it was answered with. Absent while nothing was answered. */
  status?: number;
  /** The error's words, where it was refused. */
  refusal?: string;
  /** What the API would bill, once the reply began. */
  usage?: Usage;
  /** The client hung up before the reply was whole. */
  aborted?: boolean;
};
