import { expect, it } from 'vitest';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshCallSid, freshId, sampleRequest } from '#test/support/samples.ts';

export function describeOutboundCalls(stores: () => Stores): void {
  const begun = async (own: Partial<OutboundCall> = {}) => {
    const { call } = await stores().outboundCalls.createOnce(sampleRequest(own));
    return call;
  };

  it('gives back a call as it was asked for, to its company alone', async () => {
    const call = await begun({ callbackId: 'cb_1', customerId: 'cus_1' });
    expect(await stores().outboundCalls.find(call.companyId, call.outboundId)).toEqual(call);
    expect(await stores().outboundCalls.find(freshId('acme'), call.outboundId)).toBeUndefined();
  });

  it('is begun by exactly one of many, and the others get what stands', async () => {
    const call = sampleRequest();
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, index) => stores().outboundCalls.createOnce({ ...call, about: `about ${index}` })),
    );
    const winner = begun.filter(({ created }) => created);
    expect(winner).toHaveLength(1);
    for (const { call } of begun) expect(call).toEqual(winner[0]?.call);
  });

  it('is tried again by exactly one of those who read the same', async () => {
    const call = await begun();
    await stores().outboundCalls.settle(call, 'unknown');
    const read = { ...call, state: 'unknown' } as const;
    const tries = await Promise.all(Array.from({ length: 20 }, () => stores().outboundCalls.retry(read, '2026-11-23')));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await stores().outboundCalls.find(call.companyId, call.outboundId)).toEqual({
      ...call,
      state: 'placing',
      tries: 2,
      triedAt: '2026-11-23',
    });
    // What became of an older try is no word on the newest.
    await stores().outboundCalls.settle(call, 'refused');
    expect(await stores().outboundCalls.find(call.companyId, call.outboundId)).toMatchObject({ state: 'placing' });
  });

  it('is placed under the first CallSid that is told, and stays so', async () => {
    const call = await begun();
    const { companyId, outboundId } = call;
    const sids = Array.from({ length: 10 }, freshCallSid);
    const told = await Promise.all(sids.map((sid) => stores().outboundCalls.placed(companyId, outboundId, sid)));
    expect(new Set(told).size).toBe(1);
    expect(sids).toContain(told[0]);
    await stores().outboundCalls.settle(call, 'refused');
    expect(await stores().outboundCalls.retry(call, '2026-11-23')).toBe(false);
    expect(await stores().outboundCalls.find(companyId, outboundId)).toEqual({
      ...call,
      state: 'placed',
      callSid: told[0],
    });
    await expect(stores().outboundCalls.placed(companyId, freshId('out'), freshCallSid())).rejects.toMatchObject({
      code: 'notFound',
    });
  });
}

export function describeHeldNumbers(stores: () => Stores): void {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const call = (own: Partial<OutboundCall> = {}) =>
    sampleRequest({ companyId: 'acme', to: freshId('+1202555'), ...own });

  it('is held by exactly one of many, who may hold it again', async () => {
    const { outboundCalls } = stores();
    const to = freshId('+1202555');
    const calls = Array.from({ length: 10 }, () => call({ to }));
    const held = await Promise.all(calls.map((one) => outboundCalls.hold(one, now, now + 60_000)));
    expect(held.filter(Boolean)).toHaveLength(1);
    const holder = calls[held.indexOf(true)] as OutboundCall;
    expect(await outboundCalls.hold(holder, now + 1, now + 60_001)).toBe(true);
    expect(await outboundCalls.hold(call({ to, companyId: freshId('other') }), now, now + 60_000)).toBe(true);
  });

  it.each(twins)('is one in all its forms: who holds %s holds %s', async (to, other) => {
    const { outboundCalls } = stores();
    const companyId = freshId('acme');
    const [first, second] = [call({ companyId, to }), call({ companyId, to: other })];
    expect(await outboundCalls.hold(first, now, now + 60_000)).toBe(true);
    expect(await outboundCalls.hold(second, now, now + 60_000)).toBe(false);
    await outboundCalls.release({ ...first, to: other });
    expect(await outboundCalls.hold(second, now, now + 60_000)).toBe(true);
  });

  it('is free once it was let go, by its holder alone, or the time is over', async () => {
    const { outboundCalls } = stores();
    const [first, second] = [call(), call()];
    const rival = { ...second, to: first.to };
    expect(await outboundCalls.hold(first, now, now + 60_000)).toBe(true);
    await outboundCalls.release(rival);
    expect(await outboundCalls.hold(rival, now, now + 60_000)).toBe(false);
    await outboundCalls.release(first);
    await outboundCalls.release(first);
    expect(await outboundCalls.hold(rival, now, now + 60_000)).toBe(true);
    expect(await outboundCalls.hold(first, now + 60_000, now + 120_000)).toBe(true);
  });
}

/** Two ways in which networks write one phone's number. */
const twins = [
  ['+525500000101', '+5215500000101'],
  ['+541100000101', '+5491100000101'],
].flatMap(([one = '', other = '']): [string, string][] => [
  [one, other],
  [other, one],
]);

export function describeContacts(stores: () => Stores): void {
  const phone = '+12025550123';
  const by = { subject: 'ada', role: 'agent' };

  it('knows nothing of a number at first', async () => {
    const companyId = freshId('acme');
    expect(await stores().contacts.find(companyId, phone)).toEqual({ companyId, phone });
  });

  it('keeps the newest consent and the first wish not to be called', async () => {
    const companyId = freshId('acme');
    const { contacts } = stores();
    await contacts.consent(companyId, phone, { basis: 'request', at: '2026-01-01' });
    await contacts.consent(companyId, phone, { basis: 'written', at: '2026-02-01' });
    await contacts.optOut(companyId, phone, { at: '2026-03-01', by: 'call' });
    await contacts.optOut(companyId, phone, { at: '2026-04-01', by: 'company' });
    expect(await contacts.find(companyId, phone)).toEqual({
      companyId,
      phone,
      consent: { basis: 'written', at: '2026-02-01' },
      optedOut: { at: '2026-03-01', by: 'call' },
    });
    expect(await contacts.find(freshId('acme'), phone)).not.toHaveProperty('optedOut');
  });

  it('forgets the wish when it is taken back, and keeps the next one', async () => {
    const companyId = freshId('acme');
    const { contacts } = stores();
    await contacts.optOut(companyId, phone, { at: '2026-03-01', by: 'call' });
    await contacts.optIn(companyId, phone, '2026-04-01', by);
    expect(await contacts.find(companyId, phone)).toEqual({ companyId, phone, optedInAt: '2026-04-01', optedInBy: by });
    await contacts.optOut(companyId, phone, { at: '2026-05-01', by: 'call' });
    expect(await contacts.find(companyId, phone)).toMatchObject({ optedOut: { at: '2026-05-01' } });
  });

  it.each(twins)('are one for all forms of a number: of %s and %s', async (phone, other) => {
    const companyId = freshId('acme');
    const { contacts } = stores();
    await contacts.consent(companyId, phone, { basis: 'written', at: '2026-02-01' });
    await contacts.consent(companyId, other, { basis: 'request', at: '2026-02-02' });
    await contacts.optOut(companyId, other, { at: '2026-03-01', by: 'call' });
    await contacts.optOut(companyId, phone, { at: '2026-04-01', by: 'company' });
    for (const asked of [phone, other]) {
      expect(await contacts.find(companyId, asked)).toEqual({
        companyId,
        phone: asked,
        consent: { basis: 'request', at: '2026-02-02' },
        optedOut: { at: '2026-03-01', by: 'call' },
      });
    }
    await contacts.optIn(companyId, phone, '2026-05-01', by);
    expect(await contacts.find(companyId, other)).not.toHaveProperty('optedOut');
  });
}
