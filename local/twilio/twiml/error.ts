/** A document that Twilio would not run. `code` is Twilio's own number (twilio.com/docs/api/errors/<code>). */
export class TwimlError extends Error {
  readonly code: number;

  constructor(code: number, what: string) {
    super(`${code}: ${what}`);
    this.name = 'TwimlError';
    this.code = code;
  }
}
