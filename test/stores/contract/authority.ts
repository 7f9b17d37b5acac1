import { expect, it } from 'vitest';
import type { CaseFile, Session, Verification } from '#lib/domain/session.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleExpiry, sampleSession, sampleStart } from '#test/support/samples.ts';

const verification = (customerId: string): Verification => ({ customerId, evidence: 'caller-id', at: sampleStart });
const caseFile = (facts: string): CaseFile => ({ facts, wishes: 'A refund.', offersMade: '', amountsTried: '' });
const twenty = Array.from({ length: 20 }, (_, i) => i + 1);

export function describeAuthority(stores: () => Stores): void {
  const open = async (own: Partial<Session> = {}) =>
    (await stores().sessions.createOnce(sampleSession(own), sampleExpiry)).session;
  const found = ({ sessionId }: Session) => stores().sessions.find(sessionId);
  const missing = sampleSession();

  it('counts tries at verification one by one', async () => {
    const session = await open();
    for (const tries of [1, 2, 3]) {
      expect(await stores().sessions.countVerificationTry(session.sessionId)).toBe(tries);
      expect(await found(session)).toEqual({ ...session, verificationTries: tries });
    }
  });

  it('gives each of twenty simultaneous tries a number of its own', async () => {
    const session = await open();
    const tries = await Promise.all(twenty.map(() => stores().sessions.countVerificationTry(session.sessionId)));
    expect(tries.sort((a, b) => a - b)).toEqual(twenty);
  });

  it('verifies its customer once: who comes later gets the verification that stands', async () => {
    const session = await open();
    const first = verification('cus_Ä1');
    expect(await stores().sessions.verify(session.sessionId, first)).toEqual(first);
    expect(await stores().sessions.verify(session.sessionId, verification('cus_2'))).toEqual(first);
    expect(await found(session)).toEqual({ ...session, verified: first, customerId: 'cus_Ä1' });
  });

  it('settles on one customer for twenty simultaneous verifications', async () => {
    const session = await open();
    const stand = await Promise.all(
      twenty.map((i) => stores().sessions.verify(session.sessionId, verification(`cus_${i}`))),
    );
    const { verified, customerId } = (await found(session)) ?? missing;
    expect(stand).toEqual(twenty.map(() => verified));
    expect(customerId).toBe(verified?.customerId);
  });

  it('goes from the rep to the manager once, with the case', async () => {
    const session = await open();
    const story = caseFile('Order 1001 arrived broken.');
    expect(await stores().sessions.promote(session.sessionId, story)).toBe(true);
    expect(await stores().sessions.promote(session.sessionId, caseFile('Something else.'))).toBe(false);
    expect(await found(session)).toEqual({ ...session, tier: 'aiManager', caseFile: story });
  });

  it('goes to the manager for exactly one of twenty, and keeps the case of that one', async () => {
    const session = await open();
    const promoted = await Promise.all(
      twenty.map((i) => stores().sessions.promote(session.sessionId, caseFile(String(i)))),
    );
    expect(promoted.filter(Boolean)).toHaveLength(1);
    expect((await found(session))?.caseFile?.facts).toBe(String(promoted.indexOf(true) + 1));
  });

  it('is not handed to the manager once it is over, nor when it was the manager’s from the start', async () => {
    const over = await open();
    await stores().sessions.end(over.sessionId, 'resolved', sampleStart);
    for (const session of [over, await open({ tier: 'aiManager' })]) {
      const before = await found(session);
      expect(await stores().sessions.promote(session.sessionId, caseFile('Too late.'))).toBe(false);
      expect(await found(session)).toEqual(before);
    }
  });

  it('is there before anything of it is counted, verified or handed on', async () => {
    const sessionId = freshId('sess');
    await expect(stores().sessions.countVerificationTry(sessionId)).rejects.toMatchObject({ code: 'notFound' });
    await expect(stores().sessions.verify(sessionId, verification('cus_1'))).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await stores().sessions.promote(sessionId, caseFile('Nobody.'))).toBe(false);
    expect(await stores().sessions.find(sessionId)).toBeUndefined();
  });
}
