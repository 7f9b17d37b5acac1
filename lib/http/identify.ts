import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { CallForm } from '#lib/contracts/twilio-forms.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { ownerOfNumber } from '#lib/domain/company.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import { isLoopback } from '#lib/http/allowed-sources.ts';
import type { FormFields } from '#lib/http/form.ts';
import { isSignedByTwilio, signatureHeader } from '#lib/http/twilio-signature.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { Settings } from '#lib/runtime/env.ts';

type IdentifyPorts = Pick<Ports, 'calls' | 'integrations' | 'credentials' | 'log'>;

/** Whose call a webhook is about. `owner` signs for it; `companyId` serves it, and is undefined where nobody does. */
export type Caller = { call: VoiceCall | undefined; owner: CompanyId | undefined; companyId: CompanyId | undefined };

/** Finds the caller by what is stored: nothing of it is trusted before the signature is checked. */
export async function findCaller(
  ports: IdentifyPorts,
  settings: Settings,
  form: CallForm,
  options: { ringing: boolean; callSid?: string | undefined; companyId?: CompanyId | undefined },
): Promise<Caller> {
  // The person's leg of a transfer is a call of its own; ours is its parent, which machine detection tells only in the
  // path. An empty field names none.
  const callSid = options.callSid || form.ParentCallSid || form.CallSid;
  const call = options.ringing ? undefined : await ports.calls.find(callSid);
  if (call !== undefined) return { call, owner: call.companyId, companyId: call.companyId };
  if (options.companyId !== undefined) return { call, owner: options.companyId, companyId: options.companyId };
  const ours = toE164(isOutbound(form) ? form.From : form.To);
  const owner = ours === undefined ? undefined : await ownerOfNumber(ports, ours, settings.fallback);
  return { call, owner: owner?.companyId, companyId: owner?.serves === true ? owner.companyId : undefined };
}

export const isOutbound = (form: CallForm): boolean => form.Direction?.startsWith('outbound') === true;

/** Throws AppError `forbidden` unless Twilio signed this request with a token of the company, for the company's account. */
export async function requireTwilio(
  ports: IdentifyPorts,
  settings: Settings,
  request: { event: APIGatewayProxyEventV2; fields: FormFields; form: CallForm; owner: CompanyId | undefined },
): Promise<void> {
  const { event, fields, form, owner } = request;
  const keys = await keysOf(ports, settings, owner);
  const signature = event.headers[signatureHeader];
  if (signature === undefined && settings.unsignedLoopbackPasses && isFromThisMachine(event)) {
    if (keys.length > 0 && form.AccountSid !== undefined && !ownsAccount(keys, form.AccountSid)) {
      throw new AppError('forbidden', `AccountSid is not company ${owner}'s.`);
    }
    return;
  }
  const url = signedUrl(settings, event);
  const tokens = keys.filter((key) => key.accountSid === form.AccountSid).map((key) => key.authToken);
  if (!isSignedByTwilio(tokens, signature, url, fields)) {
    throw new AppError(
      'forbidden',
      `The request is not signed by an account of company ${owner ?? '(unknown)'} for ${url}.`,
    );
  }
}

/** What was forwarded came from elsewhere, whatever address its headers tell: a tunnel's client writes them itself. */
const isFromThisMachine = ({ headers, requestContext }: APIGatewayProxyEventV2): boolean =>
  headers['x-forwarded-for'] === undefined && isLoopback(requestContext.http.sourceIp);

const ownsAccount = (keys: readonly TwilioKeys[], accountSid: string): boolean =>
  keys.some((key) => key.accountSid === accountSid);

/** The company's own keys; the fallback from the environment for one without an integration, and for numbers of nobody. */
async function keysOf(
  ports: IdentifyPorts,
  settings: Settings,
  companyId: CompanyId | undefined,
): Promise<readonly TwilioKeys[]> {
  const fallback = settings.fallback.keys === undefined ? [] : [settings.fallback.keys];
  if (companyId === undefined) return fallback;
  const own = await ports.credentials.twilio(companyId);
  if (own !== undefined || fallback.length === 0) return own ?? [];
  return (await ports.integrations.find(companyId, 'TWILIO')) === undefined ? fallback : [];
}

/** The URL that Twilio was given. From configuration, never from Host or forwarded headers, which anybody can set. */
function signedUrl(settings: Settings, event: APIGatewayProxyEventV2): string {
  if (settings.webhookBaseUrl === undefined) {
    throw new AppError('misconfigured', 'TWILIO_WEBHOOK_BASE_URL is not set: no signature can be checked.');
  }
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  return settings.webhookBaseUrl + event.rawPath + query;
}
