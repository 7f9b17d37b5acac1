export type SentMessage = {
  sid: string;
  accountSid: string;
  to: string;
  from: string | undefined;
  messagingServiceSid: string | undefined;
  body: string;
  at: Date;
};

export type RestRequest = {
  method: string;
  path: string;
  /** Form parameters; one given several times is a list. */
  params: Record<string, string | string[]>;
  query: Record<string, string>;
  contentType: string | undefined;
  /** What it was answered with. */
  answer: unknown;
  accountSid: string | undefined;
  userAgent: string;
  status: number;
  at: Date;
};

/** What the next REST request gets instead of its answer. */
export type ScriptedFailure =
  | { status: number; code: number; message?: string }
  /** A body that is not JSON, as a proxy on the way would send it. */
  | { status: number; body: string }
  /** The connection breaks without an answer; the request is not carried out. */
  | { drop: true }
  /** No answer while the other side waits; the request is not carried out. */
  | { silent: true }
  /** It is carried out, and then the connection breaks. */
  | { lost: true };
