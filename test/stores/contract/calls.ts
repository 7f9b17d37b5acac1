import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallStatus } from '#lib/domain/call.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshCallSid, freshId, sampleCall, sampleEscalation, sampleProfile } from '#test/support/samples.ts';

export function describeCalls(stores: () => Stores): void {
  const ring = async (own: Parameters<typeof sampleCall>[0] = {}) =>
    (await stores().calls.createOnce(sampleCall(own))).call;

  it('finds nothing where no call was', async () => {
    expect(await stores().calls.find(freshCallSid())).toBeUndefined();
  });

  it('gives back a call as it was written, optional fields or none', async () => {
    const { person: _, ...profile } = sampleProfile({ hints: [] });
    const bare = sampleCall({ profile });
    const full = sampleCall({
      status: 'completed',
      lastSequence: 3,
      endedAt: '2026-11-22T21:32:00.000Z',
      durationSeconds: 120,
      ending: 'resolved',
      recordings: {
        2: {
          consent: { given: true, heard: { kind: 'spoken', text: 'Yes.' }, at: '2026-11-22T21:31:00.000Z' },
          recording: { recordingSid: 'RE1', status: 'failed', seconds: 0, at: '2026-11-22T21:32:00.000Z' },
        },
      },
      transfers: {
        2: sampleEscalation({ rev: 3, state: { kind: 'exhausted' }, tried: ['busy', 'declined'] }),
        4: sampleEscalation({ state: { kind: 'accepted', index: 1 } }),
      },
    });
    for (const call of [bare, full]) {
      expect(await stores().calls.createOnce(call)).toEqual({ call, created: true });
      expect(await stores().calls.find(call.callSid)).toEqual(call);
    }
  });

  it('gives a repeated ring the call that stands, whatever it asks for now', async () => {
    const call = await ring();
    const repeat = sampleCall({ callSid: call.callSid, companyId: freshId('other'), from: '+12025550177' });
    expect(await stores().calls.createOnce(repeat)).toEqual({ call, created: false });
  });

  it('creates a call once for twenty simultaneous rings', async () => {
    const call = sampleCall();
    const rings = await Promise.all(Array.from({ length: 20 }, () => stores().calls.createOnce(call)));
    expect(rings.filter(({ created }) => created)).toHaveLength(1);
    expect(rings.map((result) => result.call)).toEqual(rings.map(() => call));
  });

  const consent = { given: true, heard: { kind: 'keys', digits: '1' }, at: '2026-11-22T21:31:00.000Z' } as const;
  const recording = {
    recordingSid: 'RE1',
    status: 'completed',
    seconds: 7,
    at: '2026-11-22T21:32:00.000Z',
  } as const;

  it('keeps the first answer to whether a caller may be recorded, turn by turn', async () => {
    const { callSid } = await ring();
    const refused = { ...consent, given: false, heard: { kind: 'spoken', text: 'No.', confidence: 0.9 } } as const;
    expect(await stores().calls.keepConsent(callSid, 3, consent)).toEqual(consent);
    expect(await stores().calls.keepConsent(callSid, 3, refused)).toEqual(consent);
    expect(await stores().calls.keepConsent(callSid, 12, refused)).toEqual(refused);
    expect((await stores().calls.find(callSid))?.recordings).toEqual({ 3: { consent }, 12: { consent: refused } });
    await expect(stores().calls.keepConsent(freshCallSid(), 3, consent)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('lets twenty answers at once agree on one', async () => {
    const { callSid } = await ring();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        stores().calls.keepConsent(callSid, 1, { ...consent, given: at % 2 === 0, heard: { kind: 'silence' } }),
      ),
    );
    const standing = (await stores().calls.find(callSid))?.recordings?.[1]?.consent;
    expect(answers).toEqual(answers.map(() => standing));
  });

  it('keeps a recording once, after the end of the call too, and never without consent', async () => {
    const { callSid } = await ring();
    await stores().calls.close(callSid, { status: 'completed', endedAt: '2026-11-22T21:32:00.000Z' });
    expect(await stores().calls.keepRecording(callSid, 2, recording)).toBe(false);
    await stores().calls.keepConsent(callSid, 2, { ...consent, given: false });
    expect(await stores().calls.keepRecording(callSid, 2, recording)).toBe(false);
    await stores().calls.keepConsent(callSid, 4, consent);
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        stores().calls.keepRecording(callSid, 4, { ...recording, recordingSid: `RE${at}` }),
      ),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    const kept = { ...recording, recordingSid: `RE${tries.indexOf(true)}` };
    expect((await stores().calls.find(callSid))?.recordings).toEqual({
      2: { consent: { ...consent, given: false } },
      4: { consent, recording: kept },
    });
    expect(await stores().calls.keepRecording(freshCallSid(), 4, recording)).toBe(false);
  });

  it('takes a newer status and refuses an older or repeated one', async () => {
    const { callSid } = await ring();
    expect(await stores().calls.recordStatus(callSid, 'in-progress', 2)).toBe(true);
    expect(await stores().calls.recordStatus(callSid, 'in-progress', 2)).toBe(false);
    expect(await stores().calls.recordStatus(callSid, 'ringing', 1)).toBe(false);
    expect(await stores().calls.find(callSid)).toMatchObject({ status: 'in-progress', lastSequence: 2 });
  });

  it('never goes back to a status that a call has passed, whatever number the late event carries', async () => {
    const answered = await ring({ status: 'in-progress' });
    for (const [sequence, status] of (['queued', 'initiated', 'ringing'] as const).entries()) {
      expect(await stores().calls.recordStatus(answered.callSid, status, sequence + 5)).toBe(false);
    }
    expect(await stores().calls.find(answered.callSid)).toEqual(answered);
    expect(await stores().calls.recordStatus(answered.callSid, 'in-progress', 2)).toBe(true);
  });

  it('ends on the newest status in whatever order the events come', async () => {
    const events: [CallStatus, number][] = [
      ['queued', 0],
      ['initiated', 1],
      ['ringing', 2],
      ['in-progress', 3],
    ];
    const anyOrder = fc.shuffledSubarray([...events, ...events], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.boolean(), async (order, atOnce) => {
        const { callSid } = await ring({ status: 'queued' });
        const record = ([status, sequence]: [CallStatus, number]) =>
          stores().calls.recordStatus(callSid, status, sequence);
        if (atOnce) await Promise.all(order.map(record));
        else for (const event of order) await record(event);
        const newest = order.reduce((a, b) => (b[1] > a[1] ? b : a));
        expect(await stores().calls.find(callSid)).toMatchObject({ status: newest[0], lastSequence: newest[1] });
      }),
      { numRuns: 12 },
    );
  });

  it('takes no status of a call that is over or was never there', async () => {
    const { callSid } = await ring();
    await stores().calls.close(callSid, { status: 'completed', endedAt: '2026-11-22T21:32:00.000Z' });
    expect(await stores().calls.recordStatus(callSid, 'in-progress', 9)).toBe(false);
    expect(await stores().calls.recordStatus(freshCallSid(), 'in-progress', 9)).toBe(false);
    expect(await stores().calls.find(callSid)).toMatchObject({ status: 'completed', lastSequence: -1 });
  });

  it('keeps the first decision on how a call ends', async () => {
    const { callSid } = await ring();
    expect(await stores().calls.setEnding(callSid, 'silence')).toBe(true);
    expect(await stores().calls.setEnding(callSid, 'failed')).toBe(false);
    expect(await stores().calls.find(callSid)).toMatchObject({ ending: 'silence' });
    expect(await stores().calls.setEnding(freshCallSid(), 'failed')).toBe(false);
  });

  const dialing = (index: number, rev = 1) => sampleEscalation({ rev, state: { kind: 'dialing', index } });

  it('writes each state of a transfer attempt over the one it was made from', async () => {
    const { callSid } = await ring();
    const move = stores().calls.moveTransfer;
    const begun = sampleEscalation();
    expect(await move(callSid, 1, undefined, begun)).toEqual({ moved: true, standing: begun });
    expect(await move(callSid, 1, undefined, dialing(0))).toEqual({ moved: false, standing: begun });
    expect(await move(callSid, 1, begun, dialing(0))).toEqual({ moved: true, standing: dialing(0) });
    expect(await move(callSid, 1, begun, dialing(7))).toEqual({ moved: false, standing: dialing(0) });
    expect(await move(callSid, 3, begun, dialing(7))).toEqual({ moved: false, standing: undefined });
    expect(await move(callSid, 3, undefined, begun)).toMatchObject({ moved: true });
    expect((await stores().calls.find(callSid))?.transfers).toEqual({ 1: dialing(0), 3: begun });
  });

  it('lets exactly one of many move a transfer, also of a call that is over', async () => {
    const { callSid } = await ring();
    await stores().calls.close(callSid, { status: 'completed', endedAt: '2026-11-22T21:32:00.000Z' });
    const from = sampleEscalation();
    await stores().calls.moveTransfer(callSid, 1, undefined, from);
    const moves = await Promise.all(
      Array.from({ length: 12 }, (_, index) => stores().calls.moveTransfer(callSid, 1, from, dialing(index))),
    );
    const [winner, ...others] = moves.filter(({ moved }) => moved);
    expect(others).toEqual([]);
    expect((await stores().calls.find(callSid))?.transfers[1]).toEqual(winner?.standing);
  });

  it('takes back a transfer attempt that has not moved on, once, and no other', async () => {
    const { callSid } = await ring();
    const begun = sampleEscalation();
    const { moveTransfer, withdrawTransfer } = stores().calls;
    await moveTransfer(callSid, 1, undefined, begun);
    await moveTransfer(callSid, 2, undefined, begun);
    await moveTransfer(callSid, 2, begun, dialing(0));
    expect(await withdrawTransfer(callSid, 1, begun)).toBe(true);
    expect(await withdrawTransfer(callSid, 1, begun)).toBe(false);
    expect(await withdrawTransfer(callSid, 2, begun)).toBe(false);
    expect(await withdrawTransfer(freshCallSid(), 1, begun)).toBe(false);
    expect((await stores().calls.find(callSid))?.transfers).toEqual({ 2: dialing(0) });
    expect(await moveTransfer(callSid, 1, undefined, begun)).toMatchObject({ moved: true });
  });

  it('refuses to record a transfer of a call that is not there', async () => {
    const move = stores().calls.moveTransfer(freshCallSid(), 1, undefined, sampleEscalation());
    await expect(move).rejects.toMatchObject({ code: 'notFound' });
  });

  it('closes the books for exactly one of many', async () => {
    const call = await ring();
    const end = { status: 'completed', endedAt: '2026-11-22T21:32:00.000Z', durationSeconds: 120 } as const;
    const closes = await Promise.all(Array.from({ length: 20 }, () => stores().calls.close(call.callSid, end)));
    expect(closes.filter(Boolean)).toHaveLength(1);
    expect(await stores().calls.close(call.callSid, { ...end, durationSeconds: 99 })).toBe(false);
    expect(await stores().calls.find(call.callSid)).toEqual({ ...call, ...end });
  });

  it('closes a call whose length Twilio does not tell, and none that was never there', async () => {
    const call = await ring();
    const end = { status: 'no-answer', endedAt: '2026-11-22T21:32:00.000Z' } as const;
    expect(await stores().calls.close(call.callSid, end)).toBe(true);
    expect(await stores().calls.find(call.callSid)).toEqual({ ...call, ...end });
    expect(await stores().calls.close(freshCallSid(), end)).toBe(false);
  });
}
