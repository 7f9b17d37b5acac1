import { checkApi } from '#lib/checks/check-api.ts';
import { requireRefusal, syntheticCall } from '#lib/checks/synthetic-call.ts';
import { AppError } from '#lib/domain/errors.ts';
import { checkCompany, liveAlias } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Dialogues } from '#lib/ports/dialogues.ts';
import type { CheckCompany, DeployedFunctions } from '#lib/ports/release-hooks.ts';
import { type Route, routes } from '#lib/routes.ts';

export type CheckPorts = {
  functions: DeployedFunctions;
  company: CheckCompany;
  dialogues: Dialogues;
  clock: Clock;
};

export type CheckPlan = {
  /** The function whose new version is asked; every other one is asked where callers reach it. */
  entry: string;
  version: number;
  nameOf(entry: string): string;
  /** The base of every signed URL. */
  baseUrl: string;
  /** An address that the Twilio door takes. */
  sourceIp: string;
  /** Fresh, so that checks of many functions at once do not meet. */
  callSid: string;
};

/**
 * Asks a new version what callers would ask it, before they do. A function that a call goes through is checked by a whole
 * call of a company that nobody rings: signed, one turn answered by the model, closed, and erased; one of the API by what that
 * company may read. Every door must keep out whoever is not let in. Throws where it is not fit.
 */
export async function checkRelease(ports: CheckPorts, plan: CheckPlan): Promise<void> {
  const ask = (entry: string, event: unknown): Promise<unknown> =>
    ports.functions.ask(plan.nameOf(entry), entry === plan.entry ? String(plan.version) : liveAlias, event);
  const route = (routes as readonly Route[]).find(({ entry, stream }) => entry === plan.entry || stream === plan.entry);
  if (inACall.has(plan.entry)) {
    try {
      const authToken = await ports.company.prepare();
      if (route !== undefined) await requireRefusal(ask, plan, route.path);
      await syntheticCall({ ...ports, ask }, plan, authToken);
    } finally {
      await ports.company.erase(plan.callSid);
    }
    return;
  }
  switch (route?.door) {
    case 'twilio':
      await ports.company.prepare();
      return await requireRefusal(ask, plan, route.path);
    case 'json':
      await ports.company.prepare();
      return await checkApi((event) => ask(plan.entry, event), plan);
    case 'open':
      return await requireAnswer(await ask(plan.entry, requestFor(route, plan.sourceIp)), route);
    case undefined:
      // The clock starts it in any case; the outbox's worker finds that there is no such task.
      await ask(plan.entry, { companyId: checkCompany.companyId, taskId: 'none' });
      return;
    default:
      route satisfies never;
  }
}

/** Of health, too: what it says of the stage is for the alarms, not for a version that says it. */
function requireAnswer(answer: unknown, { method, path }: Route): void {
  const status = Number((answer as { statusCode?: unknown } | null)?.statusCode);
  if (status === 200 || status === 503) return;
  throw new AppError('conflict', `${method} ${path} answered ${status}.`);
}

const inACall = new Set(['inbound', 'speech', 'turn', 'escalate', 'status']);

const requestFor = ({ method, path }: Route, sourceIp: string) => ({
  version: '2.0',
  routeKey: `${method} ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method, path, sourceIp }, requestId: 'release-check', stage: '$default' },
  isBase64Encoded: false,
});
