import Twilio from 'twilio/lib/rest/Twilio.js';
import { type AccountOptions, accountOf } from '#lib/adapters/twilio/account.ts';
import { lineErrorOf } from '#lib/adapters/twilio/line-error.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { formsOf } from '#lib/domain/phone-number.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';
import { LineError, type PhoneLines } from '#lib/ports/phone-lines.ts';

/** Milliseconds for one try: its own default of 30 s is longer than anybody waits for. */
const limitMs = 5_000;

const none = { phoneNumber: undefined, keys: undefined };

/** Twilio's REST API with its own client. Only for functions that no caller waits for: it is 3.7 MB. */
export function twilioPhoneLines(options: AccountOptions & { timeoutMs?: number }): PhoneLines {
  const clients = new Map<string, Twilio>();

  function clientOf({ accountSid, authToken }: TwilioKeys): Twilio {
    const known = clients.get(`${accountSid} ${authToken}`);
    if (known !== undefined) return known;
    // It repeats what Twilio was too busy for (429, never processed), and nothing else.
    const client = new Twilio(accountSid, authToken, {
      timeout: options.timeoutMs ?? limitMs,
      autoRetry: true,
      maxRetries: 2,
      maxRetryDelay: 500,
    });
    client.api.baseUrl = options.baseUrl;
    clients.set(`${accountSid} ${authToken}`, client);
    return client;
  }

  /** Nobody calls from the number of another company, nor touches its calls: the fallback is for its own one. */
  const accountFor = (companyId: CompanyId) =>
    accountOf(options.fallback.companyId === companyId ? options : { ...options, fallback: none }, companyId);

  /**
   * One wish, made with the company's account. A key that Twilio refuses did nothing: while a rotation is under way here and
   * not there, or there and not here, the other one opens.
   */
  async function ask<T>(
    companyId: CompanyId,
    wish: (client: Twilio, phoneNumber: string | undefined) => Promise<T>,
  ): Promise<T> {
    const { keys, phoneNumber } = await accountFor(companyId).catch((cause: unknown) => {
      throw new LineError('not-done', `The Twilio account of ${companyId} could not be read.`, { cause });
    });
    let refusal = new LineError('not-done', `Company ${companyId} has no Twilio account.`);
    for (const key of keys) {
      try {
        return await wish(clientOf(key), phoneNumber);
      } catch (cause) {
        if (cause instanceof LineError) throw cause;
        refusal = lineErrorOf(cause);
        if (refusal.code !== 20003 && refusal.code !== 401) throw refusal;
        options.credentials.forget(companyId);
      }
    }
    throw refusal;
  }

  return {
    async redirect({ companyId, callSid }, url) {
      await ask(companyId, (client) => client.calls(callSid).update({ url, method: 'POST' }));
    },

    async statusOf({ companyId, callSid }) {
      return (await ask(companyId, (client) => client.calls(callSid).fetch())).status;
    },

    async place(companyId, { to, answerUrl, statusUrl, machineUrl, afterGreeting, ringSeconds }) {
      const { sid, from: ours } = await ask(companyId, (client, from) => {
        if (from === undefined) throw new LineError('not-done', `Company ${companyId} has no number to call from.`);
        return client.calls.create({
          to,
          from,
          url: answerUrl,
          method: 'POST',
          statusCallback: statusUrl,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          timeout: ringSeconds,
          // While it listens, whoever picks up is already greeted: detection takes some seconds.
          machineDetection: afterGreeting ? 'DetectMessageEnd' : 'Enable',
          asyncAmd: 'true',
          asyncAmdStatusCallback: machineUrl,
          asyncAmdStatusCallbackMethod: 'POST',
        });
      });
      return { callSid: sid, from: ours };
    },

    async eraseRecording(companyId, recordingSid) {
      await ask(companyId, (client) => client.recordings(recordingSid).remove());
    },

    async placedSince(companyId, to, since) {
      const calls = await ask(companyId, async (client, from) => {
        // Newest first. No filter by time: what has not begun yet has none. Twilio may list a number in another form.
        const listed = formsOf(to).map((form) =>
          client.calls.list({ to: form, ...(from === undefined ? {} : { from }), limit: 50 }),
        );
        return (await Promise.all(listed)).flat();
      });
      // Twilio's times have no milliseconds.
      return calls
        .filter(({ direction, dateCreated }) => direction === 'outbound-api' && dateCreated.getTime() >= since - 1_000)
        .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime())
        .map(({ sid, from }) => ({ callSid: sid, from }));
    },
  };
}
