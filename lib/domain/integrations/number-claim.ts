import { AppError } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Integrations, NumberClaim } from '#lib/ports/integrations.ts';

export type ClaimPorts = {
  integrations: Pick<Integrations, 'find' | 'findByPhoneNumber' | 'claimNumber' | 'findClaim'>;
  clock: Pick<Clock, 'now'>;
};

/** Far longer than any request runs: whoever claimed a number and has not set it up by then never will. */
const settledAfterMs = 15 * 60_000;

/**
 * Takes the number that callers dial for a company. Throws AppError `conflict` where it is another company's, and does not say
 * whose. A claim that came to nothing, because its request was refused or died, gives way after a while.
 */
export async function claimNumber(ports: ClaimPorts, companyId: CompanyId, phoneNumber: string): Promise<NumberClaim> {
  const { integrations, clock } = ports;
  const mine = { companyId, at: new Date(clock.now()).toISOString() };
  // Rows that operators wrote have no claim.
  const dialled = await integrations.findByPhoneNumber(phoneNumber);
  if (dialled !== undefined && dialled.companyId !== companyId) throw taken();
  const claim = await integrations.claimNumber(phoneNumber, mine);
  if (claim !== undefined) return claim;
  const theirs = await integrations.findClaim(phoneNumber);
  const over = theirs !== undefined && (await cameToNothing(ports, phoneNumber, theirs)) ? theirs : undefined;
  const again = theirs === undefined || over ? await integrations.claimNumber(phoneNumber, mine, over) : undefined;
  if (again === undefined) throw taken();
  return again;
}

async function cameToNothing(
  { integrations, clock }: ClaimPorts,
  phoneNumber: string,
  { companyId, at }: NumberClaim,
): Promise<boolean> {
  if (clock.now() - Date.parse(at) < settledAfterMs) return false;
  return (await integrations.find(companyId, 'TWILIO'))?.phoneNumber !== phoneNumber;
}

const taken = (): AppError =>
  new AppError('conflict', 'This number is in use here already. Is it yours and you did not set it up? Then tell us.');
