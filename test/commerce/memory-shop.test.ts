import { expect, it } from 'vitest';
import { memoryShop } from '#lib/adapters/memory/shop.ts';
import type { CreditCommand } from '#lib/domain/commerce.ts';
import { dana, mapleAndPine } from '#local/shop/maple-and-pine.ts';
import { freshId } from '#test/support/samples.ts';

const credit = (): CreditCommand => ({
  kind: 'credit',
  key: freshId('act'),
  customerId: dana.customerId,
  amountMinor: 300,
  currency: 'USD',
  reason: '',
});
const open = () => memoryShop(mapleAndPine(Date.now()));

it('fails before, in doubt or in certainty, as often as told', async () => {
  const shop = open();
  shop.failNext({ fail: 'before' }, { times: 2 });
  shop.failNext({ fail: 'before', certainty: 'unknown' });
  const command = credit();
  await expect(shop.execute(command)).rejects.toMatchObject({ certainty: 'not-done' });
  await expect(shop.execute(command)).rejects.toMatchObject({ certainty: 'not-done' });
  await expect(shop.execute(command)).rejects.toMatchObject({ certainty: 'unknown' });
  expect(shop.books.effects).toEqual([]);
  expect(await shop.execute(command)).toMatchObject({ kind: 'done' });
});

it('refuses for a reason, and keeps no effect of it', async () => {
  const shop = open();
  shop.failNext({ refuse: 'Closed on Sundays.' });
  expect(await shop.execute(credit())).toEqual({ kind: 'refused', reason: 'Closed on Sundays.' });
  expect(shop.books.creditedMinor()).toBe(0);
});

it('hangs at a gate before the effect, or after it', async () => {
  const shop = open();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  shop.failNext({ hang: gates[0].promise });
  shop.failNext({ hang: gates[1].promise, when: 'after' });
  const before = shop.execute(credit());
  const after = shop.execute(credit());
  await expect.poll(() => shop.books.creditedMinor()).toBe(300);
  gates[0].resolve();
  expect(await before).toMatchObject({ kind: 'done' });
  gates[1].reject(new Error('timed out'));
  await expect(after).rejects.toMatchObject({ certainty: 'unknown' });
  expect(shop.books.creditedMinor()).toBe(600);
});

it('fails reads and questions after a result apart from commands', async () => {
  const shop = open();
  shop.failNext({ fail: 'after' }, { of: 'results' });
  shop.failNext({ fail: 'before' }, { of: 'reads' });
  const command = credit();
  await shop.execute(command);
  await expect(shop.findResult(command)).rejects.toMatchObject({ certainty: 'unknown' });
  await expect(shop.getOrder('4711')).rejects.toMatchObject({ certainty: 'not-done' });
  expect(await shop.findResult(command)).toMatchObject({ kind: 'done' });
  expect(await shop.getOrder('4711')).toBeDefined();
});

it('hands nothing out that would change its books', async () => {
  const shop = open();
  const lines = (await shop.getOrder('4711'))?.lines as unknown[] | undefined;
  lines?.pop();
  expect((await shop.getOrder('4711'))?.lines).toHaveLength(2);
});
