import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { CallForm } from '#lib/contracts/twilio-forms.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { companyOfNumber } from '#lib/domain/company.ts';
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

/** Whose call a webhook is about, by what is stored: nothing of it is trusted before the signature is checked. */
export async function findCaller(
  ports: IdentifyPorts,
  settings: Settings,
  form: CallForm,
  options: { ringing: boolean; callSid?: string | undefined },
): Promise<{ call: VoiceCall | undefined; companyId: CompanyId | undefined }> {
  // The person's leg of a transfer is a call of its own; ours is its parent, which machine detection tells only in the path.
  const callSid = options.callSid ?? form.ParentCallSid ?? form.CallSid;
  const call = options.ringing ? undefined : await ports.calls.find(callSid);
  if (call !== undefined) return { call, companyId: call.companyId };
  const ours = toE164(isOutbound(form) ? form.From : form.To);
  return { call, companyId: ours && (await companyOfNumber(ports, ours, settings.fallback)) };
}

export const isOutbound = (form: CallForm): boolean => form.Direction?.startsWith('outbound') === true;

/** Throws AppError `forbidden` unless Twilio signed this request with a token of the company, for the company's account. */
export async function requireTwilio(
  ports: IdentifyPorts,
  settings: Settings,
  request: { event: APIGatewayProxyEventV2; fields: FormFields; form: CallForm; companyId: CompanyId | undefined },
): Promise<void> {
  const { event, fields, form, companyId } = request;
  const keys = await keysOf(ports, settings, companyId);
  const signature = event.headers[signatureHeader];
  if (signature === undefined && settings.unsignedLoopbackPasses && isLoopback(event.requestContext.http.sourceIp)) {
    if (keys.length > 0 && form.AccountSid !== undefined && !ownsAccount(keys, form.AccountSid)) {
      throw new AppError('forbidden', `AccountSid is not company ${companyId}'s.`);
    }
    return;
  }
  const url = signedUrl(settings, event);
  const tokens = keys.filter((key) => key.accountSid === form.AccountSid).map((key) => key.authToken);
  if (!isSignedByTwilio(tokens, signature, url, fields)) {
    throw new AppError(
      'forbidden',
      `The request is not signed by an account of company ${companyId ?? '(unknown)'} for ${url}.`,
    );
  }
}

const ownsAccount = (keys: readonly TwilioKeys[], accountSid: string): boolean =>
  keys.some((key) => key.accountSid === accountSid);

/** The company's own keys; the fallback from the environment for a company that has none, and for numbers of nobody. */
async function keysOf(
  ports: IdentifyPorts,
  settings: Settings,
  companyId: CompanyId | undefined,
): Promise<readonly TwilioKeys[]> {
  const own = companyId === undefined ? undefined : await ports.credentials.twilio(companyId);
  return own ?? (settings.fallback.keys === undefined ? [] : [settings.fallback.keys]);
}

/** The URL that Twilio was given. From configuration, never from Host or forwarded headers, which anybody can set. */
function signedUrl(settings: Settings, event: APIGatewayProxyEventV2): string {
  if (settings.webhookBaseUrl === undefined) {
    throw new AppError('misconfigured', 'TWILIO_WEBHOOK_BASE_URL is not set: no signature can be checked.');
  }
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  return settings.webhookBaseUrl + event.rawPath + query;
}
