import { expect } from 'vitest';
import { sweeps } from '#test/support/afterwards.ts';
import { type ApiAnswer, api } from '#test/support/api.ts';
import type { SettableClock } from '#test/support/settable-clock.ts';
import type { World } from '#test/support/world.ts';

const customers = '/api/momentum/cs/customers';
export const customerPath = (customerId: string): string => `${customers}/${encodeURIComponent(customerId)}`;
export const erasurePath = (customerId: string): string => `${customerPath(customerId)}/erasure`;

/** Orders a deletion, and does its first look. */
export async function orders(world: World, companyId: string, customerId: string): Promise<ApiAnswer> {
  const ordered = await api(world).as('admin', companyId).delete(customerPath(customerId));
  await world.lambda.settled();
  return ordered;
}

export const standing = async (world: World, companyId: string, customerId: string) =>
  (await api(world).as('admin', companyId).get(erasurePath(customerId))).body;

/** Time goes by, and the sweep comes by: the next look of a deletion. */
export async function looksAgain(world: World, clock: SettableClock, waitMs = 11_000): Promise<void> {
  clock.forward(waitMs);
  await sweeps(world);
}

/** Orders a deletion and has it carried out to its end; returns its record. */
export async function erases(world: World, clock: SettableClock, companyId: string, customerId: string) {
  expect((await orders(world, companyId, customerId)).status).toBe(202);
  await looksAgain(world, clock);
  const record = await standing(world, companyId, customerId);
  expect(record).toMatchObject({ state: 'done' });
  return record;
}
