import { isWebhookUrl } from '../twiml/attributes.ts';
import type { HttpMethod } from '../twiml/verbs.ts';
import { RestProblem } from './problem.ts';

const e164 = /^\+[1-9]\d{6,14}$/;

/** The body of a REST request: form parameters, checked as they are read. */
export class RestForm {
  readonly #params: URLSearchParams;

  constructor(body: string) {
    this.#params = new URLSearchParams(body);
  }

  get(name: string): string | undefined {
    return this.#params.get(name) ?? undefined;
  }

  all(name: string): string[] {
    return this.#params.getAll(name);
  }

  /** E.164, or the code given. */
  number(name: string, missing: number, invalid: number): string {
    const value = this.get(name);
    if (!value) throw new RestProblem(400, missing, `No '${name}' number is specified`);
    if (!e164.test(value))
      throw new RestProblem(400, invalid, `The '${name}' number ${value} is not a valid phone number`);
    return value;
  }

  url(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || (isWebhookUrl(value) && !value.startsWith('/'))) return value;
    throw new RestProblem(400, 21205, `Url parameter ${name} is not a valid URL: ${value}`);
  }

  method(name: string): HttpMethod {
    return this.get(name) === 'GET' ? 'GET' : 'POST';
  }

  toJSON(): Record<string, string | string[]> {
    const names = [...new Set(this.#params.keys())];
    return Object.fromEntries(
      names.map((name) => {
        const values = this.all(name);
        return [name, values.length === 1 ? (values[0] as string) : values];
      }),
    );
  }
}
