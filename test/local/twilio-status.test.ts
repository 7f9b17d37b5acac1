import { describe, expect, it } from 'vitest';
import { listen, ringApp, startApp, startTestTwilio, to } from './twilio-app.ts';

const pages = { '/voice': listen('/turn/1', 'Hello'), '/turn/1': '<Hangup/>', '/status': '' };

async function ringWithStatus(statusEvents: 'end' | 'all', status: Parameters<typeof startApp>[0] = {}) {
  const app = await startApp({ ...pages, ...status });
  const twilio = await startTestTwilio();
  const call = await twilio.ring(to(app, { statusCallback: `${app.url}/status`, statusEvents }));
  return { app, twilio, call };
}

describe('the status callback of a call', () => {
  it('comes once at the end, signed, with the duration', async () => {
    const { app, call } = await ringWithStatus('end');
    expect(app.to('/status')).toEqual([]);
    await call.says('bye');
    expect(app.to('/status')).toEqual([
      expect.objectContaining({
        signed: true,
        params: expect.objectContaining({
          CallSid: call.callSid,
          CallStatus: 'completed',
          CallDuration: expect.stringMatching(/^\d$/),
          CallbackSource: 'call-progress-events',
          SequenceNumber: '0',
          Timestamp: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
        }),
      }),
    ]);
  });

  it('tells every event when asked to', async () => {
    const { app, call } = await ringWithStatus('all');
    await call.hangsUp();
    const events = app.to('/status').map(({ params }) => `${params.SequenceNumber} ${params.CallStatus}`);
    expect(events.sort()).toEqual(['0 ringing', '1 in-progress', '2 completed']);
  });

  it.each([
    ['busy', '<Reject reason="busy"/>'],
    ['no-answer', '<Reject/>'],
  ])('says %s without a duration for a rejected call', async (status, voice) => {
    const { app } = await ringWithStatus('end', { '/voice': voice });
    expect(app.to('/status')[0]?.params).toMatchObject({ CallStatus: status });
    expect(app.to('/status')[0]?.params).not.toHaveProperty('CallDuration');
  });

  it('changes nothing for the call when it fails', async () => {
    const { call } = await ringWithStatus('all', { '/status': { status: 500, body: '' } });
    await call.says('bye');
    expect(call.ending).toEqual({ by: 'hangup' });
  });

  it('can be sent by hand: late, twice, out of order', async () => {
    const { app, call } = await ringWithStatus('end');
    await call.hangsUp();
    const late = await call.sendStatus({ CallStatus: 'in-progress', SequenceNumber: '0' });
    await call.sendAgain(late);
    expect(late.status).toBe(200);
    const [, first, second] = app.to('/status');
    expect(first).toMatchObject({ signed: true, params: { CallStatus: 'in-progress', SequenceNumber: '0' } });
    expect(second).toEqual(first);
  });

  it('cannot be sent for a call without one', async () => {
    const { call } = await ringApp(pages);
    await expect(call.sendStatus({ CallStatus: 'completed' })).rejects.toThrow('without statusCallback');
  });
});
