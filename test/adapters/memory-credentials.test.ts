import { expect, test } from 'vitest';
import { memoryCredentials } from '#lib/adapters/memory/credentials.ts';

const keys = { accountSid: 'AC1', authToken: 'token' };

test('credentials in memory answer as those in Secrets Manager do, only at once', async () => {
  const credentials = memoryCredentials({
    companies: { acme: { TWILIO: { current: keys, next: { ...keys, authToken: 'next' } } } },
    platformApiKey: 'platform',
  });
  expect(await credentials.twilio('acme')).toEqual([keys, { ...keys, authToken: 'next' }]);
  expect(await credentials.anthropic('acme')).toBeUndefined();
  expect(await credentials.twilio('nobody')).toBeUndefined();
  expect(await credentials.platformAnthropic()).toBe('platform');

  credentials.set('acme', { ANTHROPIC: { current: { apiKey: 'own' } } });
  expect(await credentials.twilio('acme')).toBeUndefined();
  expect(await credentials.anthropic('acme')).toBe('own');

  credentials.set('acme', {
    WEBHOOK: { current: { signingKey: 'sign' }, next: { signingKey: 'sign-next' } },
    STRIPE: { current: { apiKey: 'stripe' } },
  });
  expect(await credentials.commerce('acme', 'WEBHOOK')).toEqual(['sign', 'sign-next']);
  expect(await credentials.commerce('acme', 'STRIPE')).toEqual(['stripe']);
  expect(await credentials.commerce('nobody', 'STRIPE')).toBeUndefined();

  credentials.set('acme', undefined);
  credentials.forget('acme');
  expect(await credentials.anthropic('acme')).toBeUndefined();
  expect(credentials.forgotten).toEqual(['acme']);
});
