import type { CompanyId } from '#lib/domain/ids.ts';

/** Text messages from a company's own number. Throws TextError. */
export interface Texts {
  /** Hands one message to the carrier. There is no key that would make a repeat harmless: see TextError. */
  send(companyId: CompanyId, message: { to: string; body: string }): Promise<void>;
}

/** What is certain of a message that was not taken. */
export type TextCertainty =
  /** It was not sent; the same may be tried again. */
  | 'not-sent'
  /** It was not sent, and never will be: the number cannot or may not be written to. */
  | 'never'
  /** It may have been sent. */
  | 'unknown';

export class TextError extends Error {
  readonly certainty: TextCertainty;
  /** Twilio's number, or the HTTP status. */
  readonly code: number | undefined;
  constructor(certainty: TextCertainty, message: string, options: { code?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'TextError';
    this.certainty = certainty;
    this.code = options.code;
  }
}
