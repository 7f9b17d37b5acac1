import { beforeAll, expect, test } from 'vitest';
import { signTwilioRequest } from '#lib/http/twilio-signature.ts';
import { pathOf } from '#lib/routes.ts';
import { systemClock } from '#lib/runtime/wire.ts';
import { demo } from '#local/demo-company.ts';
import { adminOf, ifMatch, integrationPath, sellNumbers, states } from '#test/support/integrations.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const old = demo.authToken;
const young = 'the-token-after-the-rotation';
const world = useWorld({
  twilio: { accounts: [{ accountSid: demo.accountSid, authToken: old, secondToken: young }] },
});
const company = { companyId: 'rotating', phoneNumber: '+12025550161' };
beforeAll(() => sellNumbers(world(), company.phoneNumber));

/** A status callback that was signed a moment ago, and is on its way. */
async function inFlight(callSid: string, token: string): Promise<number> {
  const url = `${world().url}${pathOf('status')}`;
  const fields = { CallSid: callSid, AccountSid: demo.accountSid, To: company.phoneNumber, CallStatus: 'in-progress' };
  const headers = { 'x-twilio-signature': signTwilioRequest(token, url, fields) };
  return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) })).status;
}

test('a token is changed in the middle of a call, and the caller notices nothing', async () => {
  let ahead = 0;
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  const pass = (minutes: number) => {
    ahead += minutes * 60_000;
  };
  const { log } = world();
  // As in AWS: nothing unsigned passes, and secrets are believed for five minutes.
  await inEnvironment(
    { REQUIRE_SIGNATURE: 'true' },
    async () => {
      const admin = adminOf(world(), company.companyId);
      const path = integrationPath('TWILIO');
      const { phoneNumber } = company;
      await admin.put(path, states.twilio({}, { phoneNumber }), ifMatch(0));

      const caller = await world().caller({ to: phoneNumber });
      world().claude.script({ text: 'We are open from nine.' });
      expect(await caller.says('When are you open?')).toSpeak('We are open from nine.');

      const put = await admin.put(path, states.twilio({ next: { authToken: young } }, { phoneNumber }), ifMatch(1));
      expect(put).toMatchObject({ status: 200, body: { keys: { next: { key: '…tion' } } } });
      pass(6);
      const tested = await admin.post(`${path}/test`, { keys: 'next' });
      expect(tested.body.checks[0]).toEqual({ check: 'account', state: 'passed' });

      // At Twilio the new token is promoted: the same call is signed with it from here on.
      world().twilio.promoteToken(demo.accountSid);
      world().claude.script({ text: 'On Sundays we are closed.' });
      expect(await caller.says('And on Sundays?')).toSpeak('On Sundays we are closed.');
      expect(await inFlight(caller.callSid, old)).toBe(200);

      const promoted = await admin.post(`${path}/promote`, {}, ifMatch(2));
      expect(promoted).toMatchObject({
        status: 200,
        body: { version: 3, keys: { current: { key: '…tion' }, previous: { key: '…oken' } } },
      });
      expect(promoted.body.keys.next).toBeUndefined();
      expect(await inFlight(caller.callSid, old)).toBe(200);
      expect(await inFlight(caller.callSid, young)).toBe(200);
      world().claude.script({ text: 'You are welcome.' });
      expect(await caller.says('Thank you.')).toSpeak('You are welcome.');

      pass(16);
      expect(await inFlight(caller.callSid, old)).toBe(403);
      expect(await inFlight(caller.callSid, young)).toBe(200);
      await caller.hangsUp();
    },
    { clock },
  );
  expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  expect(JSON.stringify(log.lines)).not.toContain(young);
});

test('a change is seen when a secret is no longer believed, and not before', async () => {
  let ahead = 0;
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  await inEnvironment(
    { REQUIRE_SIGNATURE: 'true' },
    async () => {
      const secretId = `cs-ai/local/${company.companyId}`;
      expect(await inFlight('CAnobody', young)).not.toBe(403);
      world().secrets.secrets.set(
        secretId,
        JSON.stringify({ TWILIO: { current: { accountSid: demo.accountSid, authToken: 'by-hand' } } }),
      );
      ahead += 4 * 60_000;
      expect(await inFlight('CAnobody', 'by-hand')).toBe(403);
      ahead += 2 * 60_000;
      expect(await inFlight('CAnobody', 'by-hand')).not.toBe(403);
    },
    { clock },
  );
});
