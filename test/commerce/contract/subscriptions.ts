import { expect, it } from 'vitest';
import { changeOf, type Rig } from '#test/commerce/contract/rig.ts';

export function describeSubscriptions(rig: () => Rig): void {
  const subscription = async () => {
    const [customer] = await rig().commerce.findCustomers({ customerId: rig().ids.dana });
    return customer?.subscriptions[0];
  };

  it('pauses, resumes and cancels', async () => {
    for (const [kind, status] of [
      ['pause', 'paused'],
      ['resume', 'active'],
      ['cancel', 'cancelled'],
    ] as const) {
      expect(await rig().commerce.execute(changeOf(rig(), { change: { kind } }))).toMatchObject({ kind: 'done' });
      expect((await subscription())?.status).toBe(status);
    }
  });

  it('changes the plan to one that there is, and to no other', async () => {
    const change = { kind: 'plan', plan: 'Pine Club light' } as const;
    expect(await rig().commerce.execute(changeOf(rig(), { change }))).toMatchObject({ kind: 'done' });
    expect((await subscription())?.plan).toBe('Pine Club light');
    const free = { kind: 'plan', plan: 'Everything for nothing' } as const;
    expect(await rig().commerce.execute(changeOf(rig(), { change: free }))).toMatchObject({ kind: 'refused' });
    expect((await subscription())?.plan).toBe('Pine Club light');
  });

  it('does not repeat a change when its key comes again after another', async () => {
    const pause = changeOf(rig());
    const first = await rig().commerce.execute(pause);
    await rig().commerce.execute(changeOf(rig(), { change: { kind: 'resume' } }));
    expect(await rig().commerce.execute(pause)).toEqual(first);
    expect((await subscription())?.status).toBe('active');
    expect(await rig().commerce.findResult(pause)).toEqual(first);
    expect(await rig().commerce.findResult(changeOf(rig()))).toBeUndefined();
  });

  it("does not change somebody else's", async () => {
    expect(await rig().commerce.execute(changeOf(rig(), { customerId: rig().ids.sam }))).toMatchObject({
      kind: 'refused',
    });
    const nothing = changeOf(rig(), { subscriptionId: 'sub_nothing' });
    expect(await rig().commerce.execute(nothing)).toMatchObject({ kind: 'refused' });
    expect((await subscription())?.status).toBe('active');
  });
}
