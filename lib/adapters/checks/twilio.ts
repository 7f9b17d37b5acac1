import Twilio from 'twilio/lib/rest/Twilio.js';
import { lineErrorOf } from '#lib/adapters/twilio/line-error.ts';
import type { CheckFault, CheckName, Finding, ProviderChecks } from '#lib/ports/provider-checks.ts';

/** As much of a number of Twilio's as is compared. */
type Line = { sid: string; voiceUrl: string; voiceApplicationSid: string; statusCallback: string };

/** Milliseconds for each of at most three requests. */
const limitMs = 5_000;

/** Twilio's account and number with its own client. */
export function twilioCheck(options: { baseUrl: string; timeoutMs?: number }): ProviderChecks['twilio'] {
  return async ({ keys, phoneNumber, urls, set }) => {
    const client = new Twilio(keys.accountSid, keys.authToken, { timeout: options.timeoutMs ?? limitMs });
    client.api.baseUrl = options.baseUrl;
    const account = await found('account', async (): Promise<Finding> => {
      const { status } = await client.api.v2010.accounts(keys.accountSid).fetch();
      if (status === 'active') return { check: 'account', state: 'passed' };
      const fault = status === 'suspended' || status === 'closed' ? 'suspended' : 'broken';
      return { check: 'account', state: 'failed', fault };
    });
    if (account.state !== 'passed') return [account];
    if (phoneNumber === undefined) return [account, { check: 'number', state: 'failed', fault: 'missing' }];

    let line: Line | undefined;
    const number = await found('number', async (): Promise<Finding> => {
      line = (await client.incomingPhoneNumbers.list({ phoneNumber, limit: 20 })).find(
        // Twilio finds by parts of numbers, too.
        (one) => one.phoneNumber === phoneNumber,
      );
      return line ? { check: 'number', state: 'passed' } : { check: 'number', state: 'failed', fault: 'missing' };
    });
    if (line === undefined) return [account, number];
    if (urls === undefined) return [account, number, ...pointing(line, undefined)];
    if (!set || pointing(line, urls).every(({ state }) => state === 'passed'))
      return [account, number, ...pointing(line, urls)];

    const { sid, voiceApplicationSid } = line;
    const pointed = await found('voiceUrl', async (): Promise<Finding> => {
      line = await client.incomingPhoneNumbers(sid).update({
        voiceUrl: urls.voiceUrl,
        voiceMethod: 'POST',
        statusCallback: urls.statusCallback,
        statusCallbackMethod: 'POST',
        // An application stands before the URLs of a number.
        ...(voiceApplicationSid && { voiceApplicationSid: '' }),
      });
      return { check: 'voiceUrl', state: 'passed' };
    });
    return [account, number, ...(pointed.state === 'passed' ? pointing(line, urls) : [pointed])];
  };
}

function pointing(line: Line, urls: { voiceUrl: string; statusCallback: string } | undefined): Finding[] {
  return (['voiceUrl', 'statusCallback'] as const).map((check): Finding => {
    if (urls === undefined) return { check, state: 'unknown', fault: 'noAddress' };
    const isOurs = bare(line[check]) === bare(urls[check]) && (check === 'statusCallback' || !line.voiceApplicationSid);
    if (isOurs) return { check, state: 'passed' };
    return { check, state: 'failed', fault: 'elsewhere', found: shown(line[check]) };
  });
}

/** What stands behind # tells Twilio how to try again, and is sent to nobody. */
const bare = (url: string | null): string => (url ?? '').split('#')[0] ?? '';

/** An address without what may be secret in it: users, passwords, queries. */
function shown(url: string | null): string {
  if (!url) return 'nothing';
  if (!URL.canParse(url)) return 'what is no URL';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

async function found(check: CheckName, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (cause) {
    return { check, ...faultOf(cause) };
  }
}

function faultOf(cause: unknown): { state: 'failed' | 'unknown'; fault: CheckFault } {
  const { trouble, code } = lineErrorOf(cause);
  const { status } = cause as { status?: number };
  if (code === 20003 || status === 401) return { state: 'failed', fault: 'refused' };
  if (status === 403) return { state: 'failed', fault: 'forbidden' };
  // Whose account SID is nobody's is told that there is no such account.
  if (trouble === 'unknown-there') return { state: 'failed', fault: 'refused' };
  if (status === 429) return { state: 'unknown', fault: 'busy' };
  if (trouble === 'no-answer') return { state: 'unknown', fault: 'noAnswer' };
  if (trouble === 'not-done' && code === undefined) return { state: 'unknown', fault: 'unreachable' };
  return { state: 'unknown', fault: 'broken' };
}
