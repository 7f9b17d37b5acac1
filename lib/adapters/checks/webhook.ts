import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { notPublicCode, type Resolve } from '#lib/adapters/commerce/public-addresses.ts';
import {
  NoAnswer,
  postSigned,
  requireEndpoint,
  type ShopAnswer,
  shopConnections,
} from '#lib/adapters/commerce/signed-post.ts';
import { type CommerceQuestion, commerceVersion } from '#lib/contracts/commerce-webhook.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { CheckFault, Finding, ProviderChecks } from '#lib/ports/provider-checks.ts';

export type WebhookCheckOptions = {
  clock: Pick<Clock, 'now'>;
  /** Plain http to this machine is served. Only for the desk. */
  loopback: boolean;
  /** Who finds the addresses of the endpoint's name. Default: the system. */
  resolve?: Resolve;
  timeoutMs?: number;
};

/** Milliseconds, as for every read of a shop. */
const limitMs = 3_000;

const ping = { type: 'ping', data: {} } as const satisfies CommerceQuestion;
const Answer = z.object({ data: z.looseObject({}) });

/** A shop's endpoint: a ping as it will be asked, and one signed with a key of nobody's. */
export function webhookCheck(options: WebhookCheckOptions): ProviderChecks['webhook'] {
  const { clock, loopback, resolve } = options;
  return async ({ companyId, endpoint: address, signingKey }) => {
    const endpoint = servedOr(address, loopback);
    if (endpoint === undefined) return [{ check: 'answer', state: 'failed', fault: 'notPublic' }];
    const connections = shopConnections({ loopback, resolve });
    const ask = (key: string): Promise<ShopAnswer | NoAnswer> =>
      postSigned({
        endpoint,
        connections,
        signingKeys: [key],
        atSeconds: Math.floor(clock.now() / 1_000),
        body: JSON.stringify({ version: commerceVersion, id: `ask_${randomUUID()}`, companyId, ...ping }),
        signal: AbortSignal.timeout(options.timeoutMs ?? limitMs),
      }).catch((cause: unknown) => (cause instanceof NoAnswer ? cause : new NoAnswer(cause)));
    try {
      const answered = await ask(signingKey);
      const answer = findingOf(answered);
      if (answer.state !== 'passed') return [answer];
      return [answer, strangersBy(await ask(randomUUID()))];
    } finally {
      await connections.close();
    }
  };
}

function servedOr(endpoint: string, loopback: boolean): URL | undefined {
  try {
    return requireEndpoint(endpoint, loopback);
  } catch {
    return undefined;
  }
}

function findingOf(answer: ShopAnswer | NoAnswer): Finding {
  const check = 'answer';
  if (answer instanceof NoAnswer) return { check, state: 'unknown', fault: silenceOf(answer) };
  const { status, json } = answer;
  if (status === 200 && Answer.safeParse(json).success) return { check, state: 'passed' };
  if (status === 401 || status === 403) return { check, state: 'failed', fault: 'refused' };
  if (status === 404) return { check, state: 'failed', fault: 'missing' };
  if (status === 429) return { check, state: 'unknown', fault: 'busy' };
  return { check, state: status >= 500 ? 'unknown' : 'failed', fault: 'broken' };
}

/** Whoever takes any signature takes anybody's refund. */
function strangersBy(answer: ShopAnswer | NoAnswer): Finding {
  const check = 'strangers';
  if (answer instanceof NoAnswer) return { check, state: 'unknown', fault: silenceOf(answer) };
  if (answer.status === 401 || answer.status === 403) return { check, state: 'passed' };
  const isOpen = answer.status >= 200 && answer.status < 300;
  return { check, state: 'failed', fault: isOpen ? 'open' : 'broken' };
}

function silenceOf({ sent, cause }: NoAnswer): CheckFault {
  if (JSON.stringify(cause, ['cause', 'code']).includes(notPublicCode)) return 'notPublic';
  return sent ? 'noAnswer' : 'unreachable';
}
