import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { refusalOf } from '#lib/domain/outbound/carrier-refusal.ts';
import { requirePace, requireWanted } from '#lib/domain/outbound/may-call.ts';
import { openCall } from '#lib/domain/outbound/open-call.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { LineError, type NewCall, type PhoneLines, type PlacedCall } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type DialPorts = Pick<
  Ports,
  'scripts' | 'calls' | 'outboundCalls' | 'contacts' | 'outbox' | 'requestCounts' | 'clock' | 'log' | 'metrics'
> & {
  lines: Pick<PhoneLines, 'place' | 'placedSince'>;
  urlsOf(companyId: CompanyId, outboundId: string): Pick<NewCall, 'answerUrl' | 'statusUrl' | 'machineUrl'>;
};

/** How long after a try nobody believes any more that the carrier will yet show the call; so long the number is its own. */
export const lateMs = 60_000;
/** By how much the carrier's clock may be behind ours. */
const clocksApartMs = 5_000;
/** A person's phone rings this long; a mailbox mostly comes sooner. */
const ringSeconds = 30;

/**
 * Dials a call whose try is ours. What the carrier does not answer is looked up, and `unknown` where it is not found. Throws
 * AppError: that the number is being called already, that the company's pace or the person does not allow it after all, or
 * that the carrier refuses; then it is certainly not placed, and may be asked for again.
 */
export async function dial(ports: DialPorts, config: CompanyConfig, call: OutboundCall): Promise<OutboundCall> {
  const { companyId, outboundId, to } = call;
  await requireFreeLine(ports, call);
  await requireLastWord(ports, config, call);
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
async function requireFreeLine(ports: DialPorts, call: OutboundCall): Promise<void> {
  const now = ports.clock.now();
  if (await ports.outboundCalls.hold(call, now, now + lateMs)) return;
  await ports.outboundCalls.settle(call, 'refused');
  throw new AppError('conflict', 'Another call of yours to this number is being placed. Ask again in a moment.', {
    retryAfterSeconds: 10,
  });
}

/**
 * Asked only now, when it is certain that this request dials: of many with one key one counts towards the pace, and whoever
 * has said meanwhile that they want no calls gets none.
 */
async function requireLastWord(ports: DialPorts, { outbound }: CompanyConfig, call: OutboundCall): Promise<void> {
  try {
    await requirePace(ports, call.companyId, outbound.callsPerMinute);
    await requireWanted(ports, call.companyId, call.to);
  } catch (cause) {
    await withdraw(ports, call);
    throw cause;
  }
}

/** Certainly not placed: the same request may ask again, and any other for this number. */
async function withdraw(ports: DialPorts, call: OutboundCall): Promise<void> {
  await ports.outboundCalls.settle(call, 'refused');
  await ports.outboundCalls.release(call);
}

/** The carrier's own list; undefined where it does not show the call, or cannot be asked. */
export async function lookUp(
  ports: DialPorts,
  config: CompanyConfig,
  call: OutboundCall,
): Promise<OutboundCall | undefined> {
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
  ports: DialPorts,
  config: CompanyConfig,
  call: OutboundCall,
  { callSid, from }: PlacedCall,
): Promise<OutboundCall> {
  const standing = await ports.outboundCalls.placed(call.companyId, call.outboundId, callSid);
  await openCall(ports, config, call, { callSid: standing, from });
  await ports.outboundCalls.release(call);
  return { ...call, state: 'placed', callSid: standing };
}
