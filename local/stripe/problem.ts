import type { PlainAnswer } from '#local/faulty-server.ts';

/** An error as Stripe answers it. */
export class StripeProblem extends Error {
  readonly answer: PlainAnswer;
  constructor(status: number, message: string, rest: { type?: string; code?: string; param?: string }) {
    super(message);
    this.answer = { status, json: { error: { type: 'invalid_request_error', message, ...rest } } };
  }
}

export const problem = (
  status: number,
  message: string,
  rest: { type?: string; code?: string; param?: string } = {},
): StripeProblem => new StripeProblem(status, message, rest);

export const missing = (what: string): StripeProblem => problem(404, `No such ${what}.`, { code: 'resource_missing' });
