import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { FormFields } from '#lib/http/form.ts';

export const signatureHeader = 'x-twilio-signature';

/** The X-Twilio-Signature of a request: what Twilio sends, and what tests and the desk send in its place. */
export const signTwilioRequest = (authToken: string, url: string, fields: FormFields): string =>
  getExpectedTwilioSignature(authToken, url, fields);

/**
 * Whether a request was signed with one of the tokens, over exactly this URL and these fields. Timing-safe; accepts the
 * URL with and without its standard port, as Twilio itself signs now one, now the other.
 */
export function isSignedByTwilio(
  authTokens: readonly string[],
  signature: string | undefined,
  url: string,
  fields: FormFields,
): boolean {
  if (signature === undefined || signature === '') return false;
  // Every token is tried, so that the time taken does not tell which one matched.
  return authTokens.map((token) => validateRequest(token, signature, url, fields)).includes(true);
}
