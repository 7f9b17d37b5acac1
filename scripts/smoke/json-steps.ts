import { randomUUID } from 'node:crypto';
import { type Answer, ask, jsonOf, type Step, StepFailure, type Target } from '#scripts/smoke/step.ts';

// The paths stand here as DESIGN and clients have them: what moved is what this must notice.
const calls = '/api/momentum/voice/calls';
const sessions = '/api/momentum/cs/sessions';
const analytics = ['/api/momentum/cs/analytics', '/api/momentum/voice/analytics'];

/** Whom Twilio's test credentials may call from: https://www.twilio.com/docs/iam/test-credentials */
const twilioTestNumber = '+15005550006';

export const outbound: Step = {
  id: 'outbound',
  does: `POST ${calls} as the smoke company, whose Twilio keys are test credentials: accepted, and nobody's phone rings`,
  async take(target) {
    const { number } = await target.caller();
    if (target.stage !== 'local' && number !== twilioTestNumber) {
      throw new StepFailure(
        `The smoke company calls from ${number}: those are no test credentials, and a phone would ring.`,
        `Give it the number ${twilioTestNumber} and the account’s test credentials: docs/deployment.md, "The smoke company".`,
      );
    }
    const timeZone = zoneByDay(new Date(target.startedAt));
    const request = { to: '+12025550123', purpose: 'A test of our own line.', consent: 'request', timeZone };
    if (timeZone === undefined) {
      refuse(await send(target, calls, request), [409], `POST ${calls}, at night everywhere in the US,`);
      return 'the API answers; at this hour it may call nobody in the US, and does not';
    }
    const { callSid, status } = await created(target, calls, request);
    if (status === 'refused' || status === 'unknown') {
      throw new StepFailure(
        `Twilio ${status === 'refused' ? 'refused the call' : 'did not say whether it took the call'}.`,
        'The log of the function says with which code: 20003 are wrong keys, 21210 a number that test credentials do not know.',
      );
    }
    return `accepted: ${String(callSid ?? status ?? 'no word more')}`;
  },
};

/** A zone of the US in which people may be called now, 8 to 21 o'clock; between 7 and 13 UTC there is none. */
export function zoneByDay(now: Date): string | undefined {
  const zones = ['America/New_York', 'Pacific/Honolulu'];
  return zones.find((timeZone) => {
    const hour = Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now));
    return hour >= 8 && hour < 21;
  });
}

export const chat: Step = {
  id: 'chat',
  does: `POST ${sessions}: a session and its greeting. Then it is ended`,
  async take(target) {
    const body = await created(target, sessions, { channel: 'chat' });
    const { sessionId } = (body.session ?? body) as { sessionId?: string };
    if (typeof sessionId !== 'string') {
      throw new StepFailure('The chat has no sessionId.', 'The API changed: scripts/smoke/json-steps.ts must follow.');
    }
    const ended = await send(target, `${sessions}/${sessionId}/end`, {});
    refuse(ended, [200], 'The end of the chat');
    return `session ${sessionId} was opened, greeted and ended`;
  },
};

export const numbers: Step = {
  id: 'analytics',
  does: `GET ${analytics.join(' and ')}: 200 with numbers`,
  async take(target) {
    for (const path of analytics) {
      const answer = await ask(target, path, { headers: { authorization: `Bearer ${target.token()}` } });
      refuse(answer, [200], `GET ${path}`);
      jsonOf(answer, `GET ${path}`);
    }
    return 'both answer';
  },
};

async function created(target: Target, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await send(target, path, body);
  refuse(answer, [200, 201, 202], `POST ${path}`);
  return jsonOf(answer, `POST ${path}`);
}

const send = (target: Target, path: string, body: object): Promise<Answer> =>
  ask(target, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${target.token()}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
  });

function refuse({ status, text }: Answer, wanted: readonly number[], what: string): void {
  if (wanted.includes(status)) return;
  throw new StepFailure(
    `${what} answered ${status}: ${titleOf(text)}`,
    remedies[status] ?? 'The function’s log says why.',
  );
}

const remedies: Record<number, string> = {
  401: 'The token is none, or is over: docs/deployment.md, "A token for the smoke test".',
  403: 'The token’s role may not do this: it needs the one that lib/routes.ts names.',
  404: 'This build has no such route: is it an older one, or did the route move?',
  429: 'The company asks too often: try again in a minute.',
};

function titleOf(text: string): string {
  try {
    const { title, detail, message } = JSON.parse(text) as { title?: string; detail?: string; message?: string };
    return [title ?? message, detail].filter(Boolean).join(': ');
  } catch {
    return 'no JSON';
  }
}
