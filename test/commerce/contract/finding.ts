import { expect, it } from 'vitest';
import { dana, sam } from '#local/shop/maple-and-pine.ts';
import type { Rig } from '#test/commerce/contract/rig.ts';

export function describeFinding(rig: () => Rig): void {
  const found = async (query: Parameters<Rig['commerce']['findCustomers']>[0]) =>
    (await rig().commerce.findCustomers(query)).map(({ customerId }) => customerId);

  it('finds a customer by telephone, e-mail in any case, order and id', async () => {
    const { ids } = rig();
    expect(await found({ phone: dana.phone })).toEqual([ids.dana]);
    expect(await found({ email: 'Dana@Example.com' })).toEqual([ids.dana]);
    expect(await found({ orderId: '4720' })).toEqual([ids.sam]);
    expect(await found({ customerId: ids.sam })).toEqual([ids.sam]);
    expect(await found({ phone: dana.phone, email: dana.email, orderId: '4712' })).toEqual([ids.dana]);
  });

  it('tells what is known of a customer, the subscription with its price and other plans', async () => {
    const [customer] = await rig().commerce.findCustomers({ phone: dana.phone });
    expect(customer).toEqual({
      customerId: rig().ids.dana,
      name: 'Dana Reyes',
      phones: [dana.phone],
      emails: [dana.email],
      postcode: '20001',
      subscriptions: [
        {
          subscriptionId: rig().ids.subscription,
          plan: 'Pine Club monthly',
          status: 'active',
          price: { amountMinor: 900, currency: 'USD' },
          otherPlans: ['Pine Club light'],
        },
      ],
    });
  });

  it('finds nobody where one of the fields is of somebody else', async () => {
    expect(await found({ phone: dana.phone, orderId: '4720' })).toEqual([]);
    expect(await found({ phone: sam.phone, email: dana.email })).toEqual([]);
    expect(await found({ customerId: rig().ids.sam, phone: dana.phone })).toEqual([]);
    expect(await found({ customerId: rig().ids.sam, orderId: '4711' })).toEqual([]);
  });

  it.each([
    {},
    { phone: '+12025550199' },
    { email: 'nobody@example.com' },
    { orderId: '9999' },
    { customerId: 'cus_nobody' },
    // What would mean something in a query, or in a path.
    { email: 'x"@example.com OR email:"dana@example.com' },
    { email: "'or'1'='1@example.com" },
    { orderId: '4711" OR metadata["order_id"]:"4720' },
    { orderId: '../customers' },
    { customerId: '../../charges' },
    { phone: '%' },
  ])('finds nobody for %j', async (query) => {
    expect(await found(query)).toEqual([]);
  });

  it("lists a customer's orders and nobody else's", async () => {
    const { commerce, ids } = rig();
    const orders = await commerce.listOrders(ids.dana);
    expect(orders.map(({ orderId }) => orderId).sort()).toEqual(['4600', '4711', '4712']);
    expect(orders.every(({ customerId }) => customerId === ids.dana)).toBe(true);
    expect(await commerce.listOrders('cus_nobody')).toEqual([]);
  });

  it('tells an order with its lines, money and age', async () => {
    const order = await rig().commerce.getOrder('4711');
    expect(order).toMatchObject({
      orderId: '4711',
      customerId: rig().ids.dana,
      status: 'delivered',
      currency: 'USD',
      lines: [
        { lineId: '1', description: 'Wool rug', quantity: 1, paidMinor: 8_900, refundedMinor: 0 },
        { lineId: '2', description: 'Linen curtains', quantity: 1, paidMinor: 4_500, refundedMinor: 0 },
      ],
    });
    const old = await rig().commerce.getOrder('4600');
    const days = (Date.now() - Date.parse(old?.placedAt ?? '')) / 86_400_000;
    expect(days).toBeGreaterThan(399);
    expect(days).toBeLessThan(401);
  });

  it('tells of somebody else’s order whose it is', async () => {
    expect((await rig().commerce.getOrder('4720'))?.customerId).toBe(rig().ids.sam);
  });

  it.each(['9999', '', '4711 ', '" OR 1', 'ch_nothing', '../4711'])('knows no order %j', async (orderId) => {
    expect(await rig().commerce.getOrder(orderId)).toBeUndefined();
  });
}
