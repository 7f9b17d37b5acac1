import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import { type AccountOptions, accountOf } from '#lib/adapters/twilio/account.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';
import { TextError, type Texts } from '#lib/ports/texts.ts';

/** Milliseconds for one message. */
const limitMs = 10_000;

/** The number is none, has opted out, or takes no text messages (facts/twilio.md 1.7): no retry makes it well. */
const finalCodes = new Set([21211, 21610, 21614]);

/** Twilio's Messages resource by plain fetch: its client would be 3.7 MB for one form. */
export function twilioTexts(options: AccountOptions): Texts {
  const { credentials, baseUrl } = options;

  async function senderOf(companyId: CompanyId): Promise<{ keys: readonly TwilioKeys[]; from: string }> {
    const { keys, phoneNumber: from } = await accountOf(options, companyId).catch((cause: unknown) => {
      throw new TextError('not-sent', `The Twilio account of ${companyId} could not be read.`, { cause });
    });
    if (keys.length === 0 || from === undefined) {
      throw new TextError('not-sent', `Company ${companyId} has no Twilio account or no number to write from.`);
    }
    return { keys, from };
  }

  const post = ({ accountSid, authToken }: TwilioKeys, form: Record<string, string>): Promise<Response> =>
    fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(limitMs),
    }).catch((cause: unknown) => {
      throw new TextError(certainlyNotSent(cause) ? 'not-sent' : 'unknown', 'Twilio did not answer.', { cause });
    });

  return {
    async send(companyId, { to, body }) {
      const { keys, from } = await senderOf(companyId);
      let refusal: TextError | undefined;
      for (const key of keys) {
        const response = await post(key, { To: to, From: from, Body: body });
        if (response.ok) return void (await response.body?.cancel());
        const code = await codeOf(response);
        refusal = new TextError(certaintyOf(response.status, code), `Twilio refused a message: ${code}.`, { code });
        if (response.status !== 401) throw refusal;
        // What a refused key asks for is never done: in a rotation the other one opens.
        credentials.forget(companyId);
      }
      throw refusal;
    },
  };
}

/** A refusal with a reason is no message; a server that broke down may have taken it first. 20429 was never processed. */
function certaintyOf(status: number, code: number): TextError['certainty'] {
  if (finalCodes.has(code)) return 'never';
  return status >= 500 ? 'unknown' : 'not-sent';
}

async function codeOf(response: Response): Promise<number> {
  const body: unknown = await response.json().catch(() => undefined);
  const code = (body as { code?: unknown } | undefined)?.code;
  return typeof code === 'number' ? code : response.status;
}
