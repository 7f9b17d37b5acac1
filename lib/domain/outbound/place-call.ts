import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { refusalOf } from '#lib/domain/outbound/carrier-refusal.ts';
import { requireDialable } from '#lib/domain/outbound/dialable.ts';
import { requirePace, requirePermission } from '#lib/domain/outbound/may-call.ts';
import { openCall } from '#lib/domain/outbound/open-call.ts';
import type { OutboundCall, OutboundWish } from '#lib/domain/outbound/outbound-call.ts';
import { zonesOf } from '#lib/domain/outbound/quiet-hours.ts';
import { dialledForm } from '#lib/domain/phone-number.ts';
import type { Consent } from '#lib/ports/contacts.ts';
import { LineError, type NewCall, type PhoneLines, type PlacedCall } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type CallRequest = Omit<OutboundWish, 'language'> & {
  companyId: CompanyId;
  /** Made of the company's Idempotency-Key: the same request twice is one call. */
  outboundId: string;
  language?: OutboundWish['language'];
  timeZone?: string;
  consent?: Consent['basis'];
};

type PlacePorts = Pick<
  Ports,
  | 'companies'
  | 'scripts'
  | 'calls'
  | 'outboundCalls'
  | 'contacts'
  | 'callbacks'
  | 'outbox'
  | 'requestCounts'
  | 'clock'
  | 'log'
  | 'metrics'
> & {
  lines: PhoneLines;
  urlsOf(companyId: CompanyId, outboundId: string): Pick<NewCall, 'answerUrl' | 'statusUrl' | 'machineUrl'>;
};

/** How long a try may be under way before somebody else looks after it, in milliseconds: longer than it takes. */
const underWayMs = 30_000;
/** How long after a try nobody believes any more that the carrier will yet show the call; so long the number is its own. */
const lateMs = 60_000;
/** By how much the carrier's clock may be behind ours. */
const clocksApartMs = 5_000;
/** A person's phone rings this long; a mailbox mostly comes sooner. */
const ringSeconds = 30;
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

async function dial(ports: PlacePorts, config: CompanyConfig, call: OutboundCall): Promise<OutboundCall> {
  const { companyId, outboundId, to } = call;
  await requireFreeLine(ports, call);
  await requireRoom(ports, config, call);
  try {
    const placed = await ports.lines.place(companyId, {
      to,
      ...ports.urlsOf(companyId, outboundId),
      afterGreeting: config.outbound.voicemail === 'leaveMessage',
      ringSeconds,
    });
    return await stands(ports, config, call, placed);
  } catch (cause) {
    if (!(cause instanceof LineError)) throw cause;
    ports.log.warn('outbound call not placed', {
      company: companyId,
      outboundId,
      trouble: cause.trouble,
      code: cause.code,
    });
    if (cause.trouble !== 'no-answer' && cause.trouble !== 'unknown') {
      await withdraw(ports, call);
      throw refusalOf(cause);
    }
    const found = await lookUp(ports, config, call);
    if (found !== undefined) return found;
    await ports.outboundCalls.settle(call, 'unknown');
    return { ...call, state: 'unknown' };
  }
}

/** The carrier's list tells no purpose: two calls of ours to one number at one time could not be told apart in it. */
async function requireFreeLine(ports: PlacePorts, call: OutboundCall): Promise<void> {
  const now = ports.clock.now();
  if (await ports.outboundCalls.hold(call, now, now + lateMs)) return;
  await ports.outboundCalls.settle(call, 'refused');
  throw new AppError('conflict', 'Another call of yours to this number is being placed. Ask again in a moment.', {
    retryAfterSeconds: 10,
  });
}

/** Only now, when it is certain that this request dials: of many with one key one counts. */
async function requireRoom(ports: PlacePorts, { outbound }: CompanyConfig, call: OutboundCall): Promise<void> {
  try {
    await requirePace(ports, call.companyId, outbound.callsPerMinute);
  } catch (cause) {
    await withdraw(ports, call);
    throw cause;
  }
}

/** Certainly not placed: the same request may ask again, and any other for this number. */
async function withdraw(ports: PlacePorts, call: OutboundCall): Promise<void> {
  await ports.outboundCalls.settle(call, 'refused');
  await ports.outboundCalls.release(call);
}

/** The carrier's own list; undefined where it does not show the call, or cannot be asked. */
async function lookUp(ports: PlacePorts, config: CompanyConfig, call: OutboundCall): Promise<OutboundCall | undefined> {
  const { companyId, outboundId, to } = call;
  const since = Date.parse(call.triedAt) - clocksApartMs;
  try {
    for (const placed of await ports.lines.placedSince(companyId, to, since)) {
      const owner = (await ports.calls.find(placed.callSid))?.outbound?.outboundId;
      if (owner === undefined || owner === outboundId) return await stands(ports, config, call, placed);
    }
  } catch (cause) {
    if (!(cause instanceof LineError)) throw cause;
    ports.log.warn('outbound call not looked up', { company: companyId, outboundId, trouble: cause.trouble });
  }
  return undefined;
}

async function stands(
  ports: PlacePorts,
  config: CompanyConfig,
  call: OutboundCall,
  { callSid, from }: PlacedCall,
): Promise<OutboundCall> {
  const standing = await ports.outboundCalls.placed(call.companyId, call.outboundId, callSid);
  await openCall(ports, config, call, { callSid: standing, from });
  await ports.outboundCalls.release(call);
  return { ...call, state: 'placed', callSid: standing };
}
