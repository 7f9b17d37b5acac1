import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { CallForm } from '#lib/contracts/twilio-forms.ts';
import type { Answer } from '#lib/domain/answer.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { strangerProfile } from '#lib/domain/receive-call.ts';
import { sayScript } from '#lib/domain/speaking.ts';
import { isAllowedSource } from '#lib/http/allowed-sources.ts';
import { apologyFor, type Known, type VoiceEntry } from '#lib/http/apology.ts';
import { firstValues, readForm } from '#lib/http/form.ts';
import { findCaller, requireTwilio } from '#lib/http/identify.ts';
import { type Place, readPlace } from '#lib/http/place.ts';
import { emptyTwiml, renderAnswer } from '#lib/http/twiml.ts';
import { callUrls } from '#lib/http/urls.ts';
import { within } from '#lib/http/within.ts';
import { checkCompany, webhookLimits } from '#lib/names.ts';
import { type WebhookPorts, type World, world } from '#lib/runtime/wire.ts';

/** What a webhook is about, verified. */
export type Visit = {
  ports: WebhookPorts;
  call: VoiceCall | undefined;
  /** Undefined for a number that nobody has, or that is switched off. */
  companyId: CompanyId | undefined;
  place: Place;
};

/** Those that speak to nobody. */
type SilentEntry = 'status' | 'outbound-events' | 'record-events';
const isSilent = (entry: VoiceEntry | SilentEntry): entry is SilentEntry =>
  entry === 'status' || entry === 'outbound-events' || entry === 'record-events';

type Handle<Form> = (form: Form, visit: Visit) => Promise<Answer | undefined>;
type Response = APIGatewayProxyStructuredResultV2;
/** `isCheck`: a check of a release, which is nobody's call and counts for no metric. */
type Visited = Known & { world?: World; isCheck?: boolean };

/**
 * The Twilio door: reads the form, finds the company, checks the signature, and renders the answer. Every failure of ours
 * becomes spoken TwiML with status 200, in time; a request that Twilio did not sign gets 403 and not a word more. What
 * speaks to nobody fails with a 503, so that Twilio may repeat it.
 */
export function twilioWebhook<Form extends CallForm>(
  entry: VoiceEntry | SilentEntry,
  schema: z.ZodMiniType<Form>,
  handle: Handle<Form>,
): (event: APIGatewayProxyEventV2, context: Context) => Promise<Response> {
  return async (event, context) => {
    const place = readPlace(event.pathParameters);
    // Filled on the way, so that an apology can be as good as what was known when things went wrong.
    const known: Visited = {};
    const startedAt = Date.now();
    let failure: unknown;
    let response: Response;
    try {
      known.world = world();
      const limitMs = Math.min(
        webhookLimits.answerWithinMs,
        context.getRemainingTimeInMillis() - webhookLimits.spareMs,
      );
      response = await within(limitMs, () => respond(entry, schema, handle, event, place, known));
    } catch (cause) {
      failure = cause;
      response = failed(entry, place, known, cause);
    }
    try {
      report(entry, event, known, response, Date.now() - startedAt, failure);
    } catch (cause) {
      // No line in a log is worth the caller's answer.
      complain('webhook not reported', cause);
    }
    return response;
  };
}

async function respond<Form extends CallForm>(
  entry: VoiceEntry | SilentEntry,
  schema: z.ZodMiniType<Form>,
  handle: Handle<Form>,
  event: APIGatewayProxyEventV2,
  place: Place,
  known: Visited,
): Promise<Response> {
  const { ports, settings } = known.world ?? world();
  if (!isAllowedSource(settings.allowedCidrs, event.requestContext.http.sourceIp)) {
    throw new AppError('forbidden', 'The source address is not in TWILIO_ALLOWED_CIDRS.');
  }
  const fields = readForm(event);
  const parsed = schema.safeParse(firstValues(fields));
  // Before the signature is checked nobody is told what a form should look like.
  if (!parsed.success) throw new AppError('malformed', `The form is not one of Twilio's: ${fieldsOf(parsed.error)}.`);
  const form = parsed.data;
  known.form = form;
  const { call, owner, companyId } = await findCaller(ports, settings, form, {
    ringing: entry === 'inbound',
    callSid: place.callSid,
    companyId: place.outbound?.companyId,
  });
  await requireTwilio(ports, settings, { event, fields, form, owner });
  // Only now: nobody but the check itself can sign for it.
  known.isCheck = owner === checkCompany.companyId;
  known.call = call;
  const answer = await handle(form, { ports, call, companyId, place });
  return answered(answer, settings.webhookBaseUrl);
}

const fieldsOf = (error: { issues: { path: PropertyKey[]; message: string }[] }): string =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');

function failed(entry: VoiceEntry | SilentEntry, place: Place, known: Visited, cause: unknown): Response {
  if (cause instanceof AppError && cause.code === 'forbidden') return { statusCode: 403 };
  if (isSilent(entry)) return { statusCode: cause instanceof AppError && cause.code === 'malformed' ? 400 : 503 };
  if (cause instanceof AppError && cause.code === 'malformed') {
    return speak({ lines: [sayScript(strangerProfile, 'systemApology')], next: { kind: 'hangup' } }, undefined);
  }
  const baseUrl = known.world?.settings.webhookBaseUrl;
  const now = known.world?.ports.clock.now() ?? Date.now();
  try {
    return answered(apologyFor(entry, place, known, now), baseUrl);
  } catch {
    // What the call has pinned is unreadable too: our own texts never are.
    return answered(apologyFor(entry, place, {}, now), baseUrl);
  }
}

/** An answer of nothing is for whoever is told and not asked. */
const answered = (answer: Answer | undefined, baseUrl: string | undefined): Response =>
  answer === undefined ? twiml(emptyTwiml) : speak(answer, baseUrl);

const speak = (answer: Answer, baseUrl: string | undefined): Response =>
  // Without a base the paths alone are still right: Twilio resolves them against the document's URL.
  twiml(renderAnswer(answer, callUrls(baseUrl ?? '')));

const twiml = (body: string): Response => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

function report(
  entry: string,
  event: APIGatewayProxyEventV2,
  known: Visited,
  response: Response,
  ms: number,
  failure: unknown,
): void {
  if (known.world === undefined) {
    // Nothing is wired, so there is no log either; what is wrong is a setting, and its message holds no secret.
    complain('webhook cannot start', failure);
    return;
  }
  const { log, metrics } = known.world.ports;
  const refused = failure instanceof AppError && (failure.code === 'forbidden' || failure.code === 'malformed');
  const fields = {
    route: entry,
    path: event.rawPath,
    status: response.statusCode,
    ms,
    requestId: event.requestContext.requestId,
  };
  if (failure === undefined) log.info('webhook', { ...fields, callSid: known.call?.callSid });
  else if (refused) log.warn('webhook refused', { ...fields, reason: (failure as AppError).message });
  else log.error('webhook failed', failure, { ...fields, callSid: known.call?.callSid });
  if (known.isCheck) return;
  metrics.emit('webhookDuration', ms, { route: entry });
  // A forger is not our failure.
  if (!refused) metrics.emit('webhookFailed', failure === undefined ? 0 : 1, { route: entry });
}

/** The last resort of whoever has no log. */
const complain = (message: string, cause: unknown): void =>
  void process.stderr.write(`${JSON.stringify({ level: 'ERROR', message, cause: String(cause) })}\n`);
