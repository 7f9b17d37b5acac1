import { expect, it } from 'vitest';
import type { AfterCall } from '#lib/domain/session.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleCall, sampleExpiry, sampleSession, sampleStart } from '#test/support/samples.ts';

const afterCall: AfterCall = {
  summary: 'The lamp came broken.',
  outcome: 'unresolved',
  reason: 'broken lamp',
  sentiment: 'negative',
  followUps: ['Send a new lamp.'],
  model: 'claude-haiku-5-5',
  at: sampleStart,
};

/** What the next conversation with somebody is found by. */
export function describeReturning(stores: () => Stores): void {
  it('keeps what a conversation came to, the first time it is told, also when it is over', async () => {
    const session = sampleSession();
    await stores().sessions.createOnce(session, sampleExpiry);
    await stores().sessions.end(session.sessionId, 'abandoned', sampleStart);
    const told = await Promise.all(
      Array.from({ length: 10 }, () => stores().sessions.recordAfterCall(session.sessionId, afterCall)),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await stores().sessions.recordAfterCall(session.sessionId, { ...afterCall, summary: 'No.' })).toBe(false);
    expect(await stores().sessions.find(session.sessionId)).toMatchObject({ afterCall });
    expect(await stores().sessions.recordAfterCall(freshId('sess'), afterCall)).toBe(false);
  });

  it('finds the conversations of a customer, newest first, and of no other company', async () => {
    const companyId = freshId('acme');
    const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`;
    const sessions = [1, 3, 2].map((day) => sampleSession({ companyId, customerId: 'cus_1', startedAt: at(day) }));
    const strangers = [sampleSession({ customerId: 'cus_1' }), sampleSession({ companyId, customerId: 'cus_2' })];
    for (const session of [...sessions, ...strangers]) await stores().sessions.createOnce(session, sampleExpiry);
    const [first, third, second] = sessions;
    expect(await stores().sessions.ofCustomer(companyId, 'cus_1', 10)).toEqual([third, second, first]);
    expect(await stores().sessions.ofCustomer(companyId, 'cus_1', 2)).toEqual([third, second]);
    expect(await stores().sessions.ofCustomer(companyId, 'cus_9', 2)).toEqual([]);
  });

  it('finds the calls of a number, newest first: the caller of an inbound call, the called one of an outbound call', async () => {
    const companyId = freshId('acme');
    const number = '+12025550123';
    const at = (minute: number) => `2026-11-22T21:0${minute}:00.000Z`;
    const inbound = sampleCall({ companyId, from: number, startedAt: at(1) });
    const outbound = sampleCall({
      companyId,
      direction: 'outbound',
      from: '+12025550100',
      to: number,
      startedAt: at(2),
      resumes: inbound.sessionId,
    });
    const strangers = [
      sampleCall({ from: number, startedAt: at(3) }),
      sampleCall({ companyId, from: '+12025550124', startedAt: at(3) }),
      sampleCall({ companyId, from: 'anonymous', startedAt: at(3) }),
    ];
    for (const call of [inbound, outbound, ...strangers]) await stores().calls.createOnce(call);
    expect(await stores().calls.withNumber(companyId, number, at(0))).toEqual([outbound, inbound]);
    expect(await stores().calls.withNumber(companyId, number, at(2))).toEqual([outbound]);
    expect(await stores().calls.withNumber(companyId, number, at(3))).toEqual([]);
    expect(await stores().calls.withNumber(companyId, number, at(0), at(1))).toEqual([inbound]);
    expect(await stores().calls.withNumber(companyId, number, at(0), at(0))).toEqual([]);
  });
}
