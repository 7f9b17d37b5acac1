import { beforeAll, expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { api } from '#test/support/api.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { adminOf, ifMatch, integrationPath, sellNumbers, states } from '#test/support/integrations.ts';
import { noonClock } from '#test/support/noon.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const old = demo.authToken;
const young = 'the-token-after-the-rotation';
const clock = noonClock();
const phoneNumber = '+12025550162';
const world = useWorld({
  clock,
  twilio: { accounts: [{ accountSid: demo.accountSid, authToken: old, secondToken: young }] },
});
const companyId = 'turning';
beforeAll(() => sellNumbers(world(), phoneNumber));

const place = (to = samplePhoneNumber()) =>
  api(world())
    .as('agent', companyId)
    .post(
      voicePath('calls'),
      { to, purpose: 'a lamp', consent: 'request', timeZone: 'America/New_York' },
      { headers: { 'idempotency-key': freshId('key') } },
    );

test('between the promotion at Twilio and ours calls are placed, redirected and texts sent all the same', async () => {
  const admin = adminOf(world(), companyId);
  const path = integrationPath('TWILIO');
  await inEnvironment({ REQUIRE_SIGNATURE: 'true' }, async () => {
    expect((await admin.put(path, states.twilio({}, { phoneNumber }), ifMatch(0))).status).toBe(200);
    const put = await admin.put(path, states.twilio({ next: { authToken: young } }, { phoneNumber }), ifMatch(1));
    expect(put.status).toBe(200);
    const to = samplePhoneNumber();
    world()
      .twilio.agents.when(to)
      .answers({ detected: new Promise(() => undefined) });
    const first = await place(to);
    expect(first.status).toBe(201);

    // The Console knows only the new one from here on.
    world().twilio.promoteToken(demo.accountSid);
    const second = await place();
    expect(second).toMatchObject({ status: 201, body: { status: 'placed' } });
    const phone = world().twilio.calls.find(({ callSid }) => callSid === first.body.callSid) as PhoneCall;
    await phone.settled();
    const name = `${companyId}~${first.body.outboundId}`;
    const tell = (step: string, token: string, own = {}) =>
      knock({
        path: voicePath(`outbound/${name}/${step}`),
        fields: ringFields({ CallSid: phone.callSid, ...own }),
        token,
      });
    // The word of machine detection was on its way, signed with the old one; the call is redirected with the new one.
    expect((await tell('events/machine', old, { AnsweredBy: 'machine_end_beep' })).statusCode).toBe(200);
    await expect.poll(() => phone.ending?.by).toBe('hangup');
    expect(phone.heard.at(-1)?.text).toMatch(/Goodbye/);

    expect(await admin.post(`${path}/promote`, {}, ifMatch(2))).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await place()).status).toBe(201);
    // Webhooks of a call of ours, signed with either; and nobody else's.
    for (const [token, status] of [
      [old, 200],
      [young, 200],
      ['somebody-elses-token', 403],
    ] as const) {
      for (const step of ['answered', 'events/status', 'events/machine']) {
        expect((await tell(step, token, { CallStatus: 'completed' })).statusCode, `${step} ${token}`).toBe(status);
      }
    }
    clock.pass(16 * 60_000);
    expect((await tell('answered', old)).statusCode).toBe(403);
    expect((await tell('answered', young)).statusCode).toBe(200);
  });
  const secrets = JSON.stringify(world().log.lines);
  for (const token of [old, young]) expect(secrets).not.toContain(token);
});
