import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { type DialPorts, dial, lateMs, lookUp } from '#lib/domain/outbound/dial.ts';
import { requireDialable } from '#lib/domain/outbound/dialable.ts';
import { requirePermission } from '#lib/domain/outbound/may-call.ts';
import type { OutboundCall, OutboundWish } from '#lib/domain/outbound/outbound-call.ts';
import { zonesOf } from '#lib/domain/outbound/quiet-hours.ts';
import { dialledForm } from '#lib/domain/phone-number.ts';
import type { Consent } from '#lib/ports/contacts.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type CallRequest = Omit<OutboundWish, 'language'> & {
  companyId: CompanyId;
  /** Made of the company's Idempotency-Key: the same request twice is one call. */
  outboundId: string;
  language?: OutboundWish['language'];
  timeZone?: string;
  consent?: Consent['basis'];
};

type PlacePorts = DialPorts & Pick<Ports, 'companies' | 'integrations' | 'callbacks'>;

/** How long a try may be under way before somebody else looks after it, in milliseconds: longer than it takes. */
const underWayMs = 30_000;
const day = 86_400;

/**
 * Places a call once, however often it is asked for. What the carrier did not answer is looked up before it is repeated.
 * Throws AppError: why this number may not be called now, or that the carrier refuses.
 */
export async function placeCall(ports: PlacePorts, asked: CallRequest): Promise<OutboundCall> {
  const request = { ...asked, to: dialledForm(asked.to) };
  const { companyId, outboundId } = request;
  const known = await ports.outboundCalls.find(companyId, outboundId);
  if (known !== undefined) requireSame(known, request);
  if (known?.state === 'placed') return known;
  const config = await configOf(ports, companyId);
  if (known !== undefined && known.state !== 'refused') return pursue(ports, config, known, request);

  await requireAllowed(ports, config, request);
  if (known !== undefined) return retry(ports, config, known);
  const { call, created } = await ports.outboundCalls.createOnce(newCall(ports, config, request));
  if (created) return dial(ports, config, call);
  requireSame(call, request);
  return call;
}

async function requireAllowed(ports: PlacePorts, config: CompanyConfig, request: CallRequest): Promise<void> {
  const { companyId, to, callbackId, consent } = request;
  if (!config.enabled) throw new AppError('conflict', 'The company is switched off: it places no calls.');
  const telephone = await ports.integrations.find(companyId, 'TWILIO');
  if (telephone !== undefined && telephone.status !== 'ACTIVE') {
    throw new AppError(
      'conflict',
      `The integration TWILIO is ${telephone.status}: no calls are placed from its number.`,
    );
  }
  const { country } = requireDialable(to);
  await requirePermission(ports, {
    companyId,
    to,
    callbackId,
    consent: consent && { basis: consent, at: new Date(ports.clock.now()).toISOString() },
    zones: zonesOf(country, request.timeZone),
  });
}

function newCall(ports: PlacePorts, config: CompanyConfig, request: CallRequest): OutboundCall {
  const { companyId, outboundId, to, about, opening, context, customerId, callbackId } = request;
  const now = ports.clock.now();
  const at = new Date(now).toISOString();
  return {
    companyId,
    outboundId,
    to,
    about,
    opening,
    language: request.language ?? config.language,
    ...(context === undefined ? {} : { context }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(callbackId === undefined ? {} : { callbackId }),
    state: 'placing',
    tries: 1,
    createdAt: at,
    triedAt: at,
    expiresAt: Math.floor(now / 1000) + config.retentionDays * day,
  };
}

/** One key, one call: whoever asks for another under the same key has made a mistake. */
function requireSame(known: OutboundCall, request: CallRequest): void {
  const fields = ['to', 'about', 'opening', 'context', 'customerId', 'callbackId'] as const;
  // Where no language is named it was the company's of that time.
  const sameLanguage = request.language === undefined || request.language === known.language;
  if (sameLanguage && fields.every((field) => known[field] === request[field])) return;
  throw new AppError('conflict', 'This Idempotency-Key was used for another call. Use a new one.');
}

/** A try that has not come to an end: it is somebody else's, or was left behind. What was allowed then may not be now. */
async function pursue(
  ports: PlacePorts,
  config: CompanyConfig,
  call: OutboundCall,
  request: CallRequest,
): Promise<OutboundCall> {
  const ageMs = ports.clock.now() - Date.parse(call.triedAt);
  if (call.state === 'placing' && ageMs < underWayMs) return call;
  const now = ports.clock.now();
  // What the carrier shows just now may be the other one's.
  if (!(await ports.outboundCalls.hold(call, now, now + lateMs))) return { ...call, state: 'unknown' };
  const found = await lookUp(ports, config, call);
  if (found !== undefined) return found;
  if (ageMs < lateMs) return { ...call, state: 'unknown' };
  await requireAllowed(ports, config, request);
  return retry(ports, config, call);
}

async function retry(ports: PlacePorts, config: CompanyConfig, call: OutboundCall): Promise<OutboundCall> {
  const triedAt = new Date(ports.clock.now()).toISOString();
  const { companyId, outboundId } = call;
  // Another request was faster: what it does is what there is.
  if (!(await ports.outboundCalls.retry(call, triedAt)))
    return (await ports.outboundCalls.find(companyId, outboundId)) ?? call;
  return dial(ports, config, { ...call, state: 'placing', tries: call.tries + 1, triedAt });
}
