import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleExpiry, sampleSession, sampleStart } from '#test/support/samples.ts';

const endedAt = '2026-11-22T21:32:00.000Z';

export function describeSessions(stores: () => Stores): void {
  const open = async (own: Parameters<typeof sampleSession>[0] = {}) =>
    (await stores().sessions.createOnce(sampleSession(own), sampleExpiry)).session;

  it('finds nothing where no session was', async () => {
    expect(await stores().sessions.find(freshId('sess'))).toBeUndefined();
  });

  it('gives back a session as it was written, with its pinned config', async () => {
    const voice = sampleSession();
    const { callSid: _, ...rest } = sampleSession({ channel: 'chat', customerId: 'cus_Ä1', language: 'de' });
    const handedOn = sampleSession({
      tier: 'aiManager',
      callerId: { number: '+12025550123', attested: true },
      verified: { customerId: 'cus_1', evidence: 'caller-id', at: sampleStart },
      verificationTries: 2,
      caseFile: { facts: 'Order 1001, broken.', wishes: 'A refund.', offersMade: '', amountsTried: '19.99 USD' },
    });
    for (const session of [voice, rest, handedOn]) {
      expect(await stores().sessions.createOnce(session, sampleExpiry)).toEqual({ session, created: true });
      expect(await stores().sessions.find(session.sessionId)).toEqual(session);
    }
  });

  it('creates a session once for twenty at the same time', async () => {
    const session = sampleSession();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => stores().sessions.createOnce(session, sampleExpiry)),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(made.map((result) => result.session)).toEqual(made.map(() => session));
  });

  it('gives the session that stands to whoever comes second', async () => {
    const session = await open();
    const second = sampleSession({ sessionId: session.sessionId, companyId: freshId('other') });
    expect(await stores().sessions.createOnce(second, sampleExpiry)).toEqual({ session, created: false });
  });

  it('moves between active and escalated until it ends', async () => {
    const { sessionId } = await open();
    expect(await stores().sessions.setStatus(sessionId, 'escalated')).toBe(true);
    expect(await stores().sessions.setStatus(sessionId, 'active')).toBe(true);
    expect(await stores().sessions.setStatus(sessionId, 'active')).toBe(true);
    expect(await stores().sessions.find(sessionId)).toMatchObject({ status: 'active' });
    expect(await stores().sessions.end(sessionId, 'resolved', endedAt)).toBe(true);
    expect(await stores().sessions.setStatus(sessionId, 'escalated')).toBe(false);
    expect(await stores().sessions.find(sessionId)).toMatchObject({ status: 'resolved', endedAt });
  });

  it('may end escalated, and is over then', async () => {
    const { sessionId } = await open();
    await stores().sessions.setStatus(sessionId, 'escalated');
    expect(await stores().sessions.end(sessionId, 'escalated', endedAt)).toBe(true);
    expect(await stores().sessions.setStatus(sessionId, 'active')).toBe(false);
    expect(await stores().sessions.find(sessionId)).toMatchObject({ status: 'escalated', endedAt });
  });

  it('ends for exactly one of many', async () => {
    const session = await open();
    const ends = await Promise.all(
      Array.from({ length: 20 }, () => stores().sessions.end(session.sessionId, 'abandoned', endedAt)),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await stores().sessions.end(session.sessionId, 'failed', endedAt)).toBe(false);
    expect(await stores().sessions.find(session.sessionId)).toEqual({ ...session, status: 'abandoned', endedAt });
  });

  it('neither moves nor ends what is not there', async () => {
    const sessionId = freshId('sess');
    expect(await stores().sessions.setStatus(sessionId, 'escalated')).toBe(false);
    expect(await stores().sessions.end(sessionId, 'failed', endedAt)).toBe(false);
    expect(await stores().sessions.find(sessionId)).toBeUndefined();
  });
}
