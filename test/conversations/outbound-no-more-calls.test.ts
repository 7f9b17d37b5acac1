import { beforeAll, expect, test, vi } from 'vitest';
import type { PhoneCall } from '#local/twilio/call.ts';
import { api } from '#test/support/api.ts';
import { knock, ringFields, voicePath } from '#test/support/front-door.ts';
import { noonClock } from '#test/support/noon.ts';
import { freshId, samplePhoneNumber } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld({ clock: noonClock() });
const company = freshId('eager');
const ours = samplePhoneNumber();
beforeAll(() => world().company({ companyId: company, phoneNumber: ours, outbound: { callsPerMinute: 600 } }));

const ask = (to: string, language = 'en') =>
  api(world())
    .as('agent', company)
    .post(
      voicePath('calls'),
      {
        to,
        purpose: 'Bestellung 4711',
        consent: 'written',
        timeZone: 'America/New_York',
        scriptId: `outboundOpening#${language}`,
      },
      { headers: { 'idempotency-key': freshId('key') } },
    );

async function talkingTo(to: string, language: string): Promise<PhoneCall> {
  world().twilio.agents.when(to).answers();
  const { status, body } = await ask(to, language);
  expect(status).toBe(201);
  const phone = world().twilio.calls.find(({ callSid }) => callSid === body.callSid) as PhoneCall;
  await phone.settled();
  return phone;
}

test.each([
  ['en', 'Listen, stop calling me, all right?'],
  ['es', 'Por favor, no me vuelvan a llamar.'],
  ['fr', 'Ne m’appelez plus jamais, s’il vous plaît.'],
  ['de', 'Rufen Sie mich bitte nie wieder an!'],
  ['pt', 'Não me liguem mais, por favor.'],
])(
  'who says in "%s" that they want no more calls is heard in that turn, whoever asks at the same moment',
  async (language, words) => {
    const to = samplePhoneNumber();
    const phone = await talkingTo(to, language);
    const placed = () => world().twilio.calls.filter(({ identity }) => identity.to === to).length;
    const asked = Array.from({ length: 3 }, () => ask(to, language));
    const [heard] = await Promise.all([phone.says(words), ...asked]);
    expect(heard).not.toEqual([]);
    expect(phone).toHaveHungUp();
    // By the time they hear that it is so, it is so: whatever is asked from here on is refused.
    const before = placed();
    expect(await ask(to, language)).toMatchObject({ status: 409, body: { code: 'optedOut' } });
    expect(placed()).toBe(before);
    // And the model, which might have talked them out of it, was never asked.
    expect(await world().stores.contacts.find(company, to)).toMatchObject({ optedOut: { by: 'call' } });
  },
);

test('the wish counts also where the end of the call is told before the words that were said in it', async () => {
  const to = samplePhoneNumber();
  const phone = await talkingTo(to, 'de');
  await phone.hangsUp();
  await vi.waitFor(async () => expect((await world().stores.calls.find(phone.callSid))?.endedAt).toBeDefined());
  const late = await knock({
    path: voicePath('speech/1'),
    fields: ringFields({
      CallSid: phone.callSid,
      Direction: 'outbound-api',
      From: ours,
      To: to,
      SpeechResult: 'Nehmen Sie mich von Ihrer Liste.',
    }),
  });
  expect(late.statusCode).toBe(200);
  expect((await ask(to)).body).toMatchObject({ code: 'optedOut' });
});
