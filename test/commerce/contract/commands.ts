import { expect, it } from 'vitest';
import { creditOf, type Rig, refundOf, times } from '#test/commerce/contract/rig.ts';

export function describeCommands(rig: () => Rig): void {
  it('gives a line back, and the order shows it', async () => {
    const command = refundOf(rig());
    const result = await rig().commerce.execute(command);
    expect(result).toMatchObject({
      kind: 'done',
      reference: expect.stringMatching(/./),
      amountMinor: 4_500,
      currency: 'USD',
    });
    expect(rig().refundedMinor('4711')).toBe(4_500);
    const order = await rig().commerce.getOrder('4711');
    expect(order?.lines.map(({ refundedMinor }) => refundedMinor)).toEqual([0, 4_500]);
    const [listed] = (await rig().commerce.listOrders(rig().ids.dana)).filter(({ orderId }) => orderId === '4711');
    expect(listed).toEqual(order);
  });

  it('gives a part of one line and all of another in one refund', async () => {
    const lines = [
      { lineId: '1', amountMinor: 1_234 },
      { lineId: '2', amountMinor: 4_500 },
    ];
    expect(await rig().commerce.execute(refundOf(rig(), { lines, amountMinor: 5_734 }))).toMatchObject({
      kind: 'done',
    });
    const order = await rig().commerce.getOrder('4711');
    expect(order?.lines.map(({ refundedMinor }) => refundedMinor)).toEqual([1_234, 4_500]);
  });

  it('refunds once per key, however often and at once it is asked', async () => {
    const command = refundOf(rig());
    const results = await times(20, () => rig().commerce.execute(command));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ kind: 'done' });
    expect(await rig().commerce.execute(command)).toEqual(results[0]);
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  it('never gives back more than was paid, whatever keys come at once', async () => {
    const lines = [{ lineId: '1', amountMinor: 2_450 }];
    const results = await times(20, () =>
      rig().commerce.execute(refundOf(rig(), { orderId: '4712', lines, amountMinor: 2_450 })),
    );
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'refused')).toHaveLength(19);
    expect(rig().refundedMinor('4712')).toBe(2_450);
  });

  it('carries nothing more out when a key comes again with another amount', async () => {
    const command = refundOf(rig());
    const first = await rig().commerce.execute(command);
    const again = await rig().commerce.execute({
      ...command,
      lines: [{ lineId: '2', amountMinor: 100 }],
      amountMinor: 100,
    });
    expect([first, { kind: 'refused', reason: expect.any(String) }]).toContainEqual(again);
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  it('refuses to give a line back twice', async () => {
    await rig().commerce.execute(refundOf(rig()));
    expect(await rig().commerce.execute(refundOf(rig()))).toMatchObject({ kind: 'refused' });
    expect(rig().refundedMinor('4711')).toBe(4_500);
  });

  it.each([
    ['more than a line', { lines: [{ lineId: '2', amountMinor: 4_501 }], amountMinor: 4_501 }],
    ['a line that is not there', { lines: [{ lineId: '9', amountMinor: 100 }], amountMinor: 100 }],
    ['lines that do not add up', { amountMinor: 4_400 }],
    ['no line', { lines: [], amountMinor: 0 }],
    ['nothing', { lines: [{ lineId: '2', amountMinor: 0 }], amountMinor: 0 }],
    ['less than nothing', { lines: [{ lineId: '2', amountMinor: -5 }], amountMinor: -5 }],
    ['another currency', { currency: 'EUR' }],
    ['an order that is not there', { orderId: '9999' }],
    ["somebody else's order", { orderId: '4720', lines: [{ lineId: '1', amountMinor: 100 }], amountMinor: 100 }],
  ])('does not refund %s', async (_, own) => {
    const result = await rig()
      .commerce.execute(refundOf(rig(), own))
      .catch((error) => ({ kind: error.certainty }));
    // A shop that finds a request malformed says 400, which is as certain.
    expect(['refused', 'not-done']).toContain(result.kind);
    for (const orderId of ['4711', '4720']) expect(rig().refundedMinor(orderId)).toBe(0);
  });

  it('credits once per key, however often and at once it is asked', async () => {
    const command = creditOf(rig());
    const results = await times(20, () => rig().commerce.execute(command));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ kind: 'done', amountMinor: 1_000, currency: 'USD' });
    expect(rig().creditedMinor(rig().ids.dana)).toBe(1_000);
    await rig().commerce.execute(creditOf(rig()));
    expect(rig().creditedMinor(rig().ids.dana)).toBe(2_000);
    expect(rig().creditedMinor(rig().ids.sam)).toBe(0);
  });

  it('credits nobody who is not there, and no amount that is none', async () => {
    expect(await rig().commerce.execute(creditOf(rig(), { customerId: 'cus_nobody' }))).toMatchObject({
      kind: 'refused',
    });
    expect(await rig().commerce.execute(creditOf(rig(), { amountMinor: 0 }))).toMatchObject({ kind: 'refused' });
  });

  it('tells what became of a key, and of one that never came', async () => {
    const [refund, credit] = [refundOf(rig()), creditOf(rig())];
    expect(await rig().commerce.findResult(refund)).toBeUndefined();
    expect(await rig().commerce.findResult(credit)).toBeUndefined();
    const results = [await rig().commerce.execute(refund), await rig().commerce.execute(credit)];
    expect([await rig().commerce.findResult(refund), await rig().commerce.findResult(credit)]).toEqual(results);
    expect(await rig().commerce.findResult(refundOf(rig()))).toBeUndefined();
  });
}
