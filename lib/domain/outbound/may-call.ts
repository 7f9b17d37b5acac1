import type { Callback } from '#lib/domain/callback.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { callableFrom, isCallable } from '#lib/domain/outbound/quiet-hours.ts';
import { isSameLine } from '#lib/domain/phone-number.ts';
import type { Consent, Contact } from '#lib/ports/contacts.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type Plan = {
  companyId: CompanyId;
  to: string;
  callbackId: string | undefined;
  /** What the company says it has; kept. */
  consent: Consent | undefined;
  /** Where the number's clock may be. */
  zones: readonly string[];
};

type PermitPorts = Pick<Ports, 'contacts' | 'callbacks' | 'clock'>;

/**
 * Whether this person may be called now. Throws an AppError that says why not: `optedOut` outweighs everything, then
 * `noConsent` (a promise to call back is consent to that call), and `quietHours`.
 */
export async function requirePermission(ports: PermitPorts, plan: Plan): Promise<void> {
  const { companyId, to, consent } = plan;
  const contact = await requireWanted(ports, companyId, to);
  const callback = plan.callbackId === undefined ? undefined : await requireCallback(ports, plan, plan.callbackId);
  if (callback === undefined && contact.consent === undefined && consent === undefined) {
    throw new AppError(
      'noConsent',
      'Say in "consent" on what ground this number may be called, or in "callbackId" which promise the call keeps.',
    );
  }
  if (consent !== undefined) await ports.contacts.consent(companyId, to, consent);
  requireHour(plan, ports.clock.now());
}

/** What is kept of a number. Throws AppError `optedOut` where somebody at it wants no calls. */
export async function requireWanted(
  ports: Pick<Ports, 'contacts'>,
  companyId: CompanyId,
  to: string,
): Promise<Contact> {
  const contact = await ports.contacts.find(companyId, to);
  if (contact.optedOut === undefined) return contact;
  throw new AppError('optedOut', `This number has asked not to be called, on ${contact.optedOut.at.slice(0, 10)}.`);
}

async function requireCallback(ports: PermitPorts, { companyId, to }: Plan, callbackId: string): Promise<Callback> {
  const callback = await ports.callbacks.find(companyId, callbackId);
  if (callback?.status === 'open' && isSameLine(callback.phone, to)) return callback;
  const problem = 'must be an open promise to this number';
  throw new AppError('invalid', `"callbackId" ${problem}.`, { faults: [{ field: 'callbackId', problem }] });
}

function requireHour({ zones }: Plan, now: number): void {
  if (isCallable(zones, now)) return;
  const from = callableFrom(zones, now);
  throw new AppError(
    'quietHours',
    `It is not between 8 and 21 o'clock everywhere that this number may be (${zones.length} time zones). ` +
      `${from === undefined ? 'There is no such hour: say' : `It will be from ${new Date(from).toISOString()}; or say`} ` +
      'in "timeZone" where they are.',
    from === undefined ? {} : { retryAfterSeconds: Math.ceil((from - now) / 1000) },
  );
}

/**
 * Counts one call towards the company's own pace, beside its requests, under a name that no token can have. Throws AppError
 * `rateLimited`.
 */
export async function requirePace(
  ports: Pick<Ports, 'requestCounts' | 'clock'>,
  companyId: CompanyId,
  callsPerMinute: number,
): Promise<void> {
  const now = ports.clock.now();
  const count = await ports.requestCounts.add(`${companyId}#outbound`, now);
  if (count <= callsPerMinute) return;
  throw new AppError('rateLimited', `The company's pace is ${callsPerMinute} calls a minute.`, {
    retryAfterSeconds: Math.max(1, 60 - (Math.floor(now / 1000) % 60)),
  });
}
