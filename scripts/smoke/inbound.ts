import { randomUUID } from 'node:crypto';
import { signatureHeader, signTwilioRequest } from '#lib/http/twilio-signature.ts';
import { pathOf } from '#lib/routes.ts';
import { type Answer, ask, type Step, StepFailure, type Target } from '#scripts/smoke/step.ts';

export const inbound: Step = {
  id: 'inbound',
  does: `POST ${pathOf('inbound')}, signed as Twilio signs: a greeting, and we listen; unsigned: 403. Then the call is ended`,
  async take(target) {
    const { number, accountSid, authToken } = await target.caller();
    const ring = {
      CallSid: `CAsmoke${randomUUID().replaceAll('-', '')}`,
      AccountSid: accountSid,
      From: '+12025550123',
      To: number,
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
    };
    // The desk lets this machine in unsigned.
    if (target.stage !== 'local') await refusesStrangers(target, ring);
    const answer = await post(target, pathOf('inbound'), { ...ring, CallStatus: 'ringing' }, authToken);
    try {
      const heard = greetingOf(answer);
      return target.stage === 'local' ? heard : `${heard}, a forged one refused`;
    } finally {
      const ended = { ...ring, CallStatus: 'completed', CallDuration: '1', SequenceNumber: '1' };
      await post(target, pathOf('status'), ended, authToken);
    }
  },
};

async function refusesStrangers(target: Target, ring: Record<string, string>): Promise<void> {
  const { status } = await post(target, pathOf('inbound'), { ...ring, CallStatus: 'ringing' }, 'not-the-token');
  if (status === 403) return;
  throw new StepFailure(
    `A webhook with a wrong signature got ${status}, not 403.`,
    'Anybody could now call in anybody’s name: go back at once, scripts/rollback.sh.',
  );
}

function greetingOf({ status, text, headers }: Answer): string {
  const type = headers.get('content-type') ?? '';
  if (status === 403) {
    throw new StepFailure(
      'The signed webhook was refused (403).',
      'The company’s token, or TWILIO_WEBHOOK_BASE_URL, is not what was signed with: docs/runbook.md, webhook-not-receiving-calls.',
    );
  }
  if (status !== 200 || !type.startsWith('text/xml')) {
    throw new StepFailure(`It answered ${status} ${type}.`, 'docs/runbook.md, webhook-not-receiving-calls.');
  }
  if (!text.includes('<Gather')) {
    const said = /<Say[^>]*>([^<]*)/.exec(text)?.[1] ?? 'nothing';
    throw new StepFailure(
      `It does not listen; the caller hears: "${said}"`,
      'Not in service: the number’s row in ClientIntegration. An apology: the log of the function inbound.',
    );
  }
  return 'a signed ring is greeted and listened to';
}

const post = (target: Target, path: string, form: Record<string, string>, authToken: string): Promise<Answer> =>
  ask(target, path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { [signatureHeader]: signTwilioRequest(authToken, target.url + path, form) },
  });
