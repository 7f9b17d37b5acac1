/** Card, account and social security numbers are longer than orders and prices; telephone numbers go with them. */
const longRun = /\p{Nd}(?:[\s.,\-–—_/()]{0,3}\p{Nd}){8,}/gu;

/** A text without digits that could be a card or an account, however they are grouped. Heard as a pause. */
export const maskDigits = (text: string): string => text.replace(longRun, '…');
