import { discreet } from '#lib/domain/discreet.ts';
import { maskCards } from '#lib/domain/mask-cards.ts';

/** No telephone number has so many digits, and no order that anybody reads out: an account's does. */
const shortestAccount = 20;

/**
 * Words of a conversation as a company's people read them: card numbers keep their last four digits, and what was called a
 * password, a PIN or a security code is left out. The store keeps what was said, for the AI that goes on with it.
 */
export const shownWords = (text: string): string => discreet(maskCards(text), shortestAccount);

/** The same for what a tool was asked with. */
export const shownInput = (input: unknown): unknown =>
  input === undefined
    ? undefined
    : JSON.parse(JSON.stringify(input), (_, value: unknown) => (typeof value === 'string' ? shownWords(value) : value));
