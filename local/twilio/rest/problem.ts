/** A refusal of the REST API, with Twilio's own number. */
export class RestProblem extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = 'RestProblem';
    this.status = status;
    this.code = code;
  }

  toJSON(): Record<string, unknown> {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export function notFound(path: string): RestProblem {
  return new RestProblem(404, 20404, `The requested resource ${path} was not found`);
}
