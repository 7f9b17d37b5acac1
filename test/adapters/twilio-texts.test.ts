import { expect, test } from 'vitest';
import { memoryCredentials } from '#lib/adapters/memory/credentials.ts';
import { memoryIntegrations } from '#lib/adapters/memory/integrations.ts';
import { twilioTexts } from '#lib/adapters/twilio/texts.ts';
import { account, startTestTwilio } from '#test/local/twilio-app.ts';

const companyId = 'acme';
const ours = '+12025550100';
const message = { to: '+12025550123', body: 'Somebody waits for you.' };

async function texting(secret: object) {
  const twilio = await startTestTwilio();
  const integrations = memoryIntegrations();
  const row = { companyId, provider: 'TWILIO', category: 'COMMUNICATION', status: 'ACTIVE' } as const;
  await integrations.put({ ...row, phoneNumber: ours });
  const credentials = memoryCredentials({ companies: { [companyId]: { TWILIO: secret as never } } });
  const fallback = { phoneNumber: '+12025550199', keys: account };
  return { twilio, credentials, texts: twilioTexts({ credentials, integrations, fallback, baseUrl: twilio.url }) };
}

test('a text is sent with the other key of a rotation where Twilio refuses the first, once', async () => {
  const { twilio, texts, credentials } = await texting({ current: { ...account, authToken: 'old' }, next: account });
  await texts.send(companyId, message);
  expect(twilio.messages).toEqual([expect.objectContaining({ ...message, from: ours })]);
  expect(credentials.forgotten).toEqual([companyId]);
});

test('a text that Twilio refuses for another reason, or may have taken, is not sent with another key', async () => {
  const { twilio, texts } = await texting({ current: account, next: { ...account, authToken: 'young' } });
  for (const failure of [{ status: 400, code: 21610 }, { status: 500, code: 20500 }, { lost: true } as const]) {
    const before = twilio.requests.length;
    twilio.failNext(failure);
    await expect(texts.send(companyId, message)).rejects.toMatchObject({ name: 'TextError' });
    expect(twilio.requests).toHaveLength(before + 1);
  }
});

test('where no key opens, the text is certainly not sent', async () => {
  const { twilio, texts } = await texting({ current: { ...account, authToken: 'old' } });
  await expect(texts.send(companyId, message)).rejects.toMatchObject({ certainty: 'not-sent', code: 20003 });
  expect(twilio.messages).toEqual([]);
});

test("a company whose keys are gone does not write with the platform's", async () => {
  const { twilio, texts, credentials } = await texting({ current: account });
  credentials.set(companyId, {});
  await expect(texts.send(companyId, message)).rejects.toMatchObject({ certainty: 'not-sent' });
  expect(twilio.requests).toEqual([]);
});
