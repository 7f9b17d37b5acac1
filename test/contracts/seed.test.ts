import { expect, test } from 'vitest';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { CompanySecret, Integration, IntegrationStatement, toStored } from '#lib/contracts/integration.ts';

/** The JSON that operators have: it must parse as it stands. */
const seedConfig = {
  companyId: 'company-uuid',
  enabled: true,
  tiers: {
    aiRep: {
      enabled: true,
      capabilities: {
        canProcessRefunds: false,
        maxRefundAmount: 0,
        canModifySubscription: false,
        canApplyCredits: true,
        maxCreditAmount: 10,
      },
    },
    aiManager: {
      enabled: true,
      capabilities: {
        canProcessRefunds: true,
        maxRefundAmount: 100,
        canModifySubscription: true,
        canApplyCredits: true,
        maxCreditAmount: 50,
      },
    },
    humanAgent: {
      enabled: true,
      escalationPhone: '+14155559999',
      notifyOnEscalation: true,
      notificationPhone: '+14155558888',
    },
  },
};
const statements: { provider: string; credentials: Record<string, string>; category?: string; status?: string }[] = [
  {
    provider: 'TWILIO',
    category: 'COMMUNICATION',
    credentials: { accountSid: 'ACxxxxxxxxxx', authToken: 'encrypted-value', phoneNumber: '+14155551234' },
    status: 'ACTIVE',
  },
  { provider: 'ANTHROPIC', category: 'AI_ML', credentials: { apiKey: 'sk-ant-api03-...' }, status: 'ACTIVE' },
  { provider: 'WEBHOOK', credentials: { endpoint: 'https://shop.example.com/cs-ai', signingKey: 'a-key' } },
  { provider: 'STRIPE', credentials: { apiKey: 'a-key' } },
];

test('the seed config parses as it stands, and everything else has a default', () => {
  const config = CompanyConfig.parse(seedConfig);
  expect(config).toMatchObject(seedConfig);
  expect(config).toMatchObject({ language: 'en', currency: 'USD', retentionDays: 365, version: 0 });
  expect(config.tiers.aiRep).toMatchObject({ model: 'claude-haiku-5-5' });
  expect(config.tiers.aiManager).toMatchObject({ model: 'claude-sonnet-5-5' });
});

test('a company id alone is a config', () => {
  expect(CompanyConfig.parse({ companyId: 'a' })).toMatchObject({ enabled: true, displayName: 'our company' });
});

test('what is unknown is dropped, what is wrong is named', () => {
  expect(CompanyConfig.parse({ companyId: 'a', fromTheFuture: true })).not.toHaveProperty('fromTheFuture');
  const wrong = CompanyConfig.safeParse({ companyId: 'a', tiers: { humanAgent: { escalationPhone: '555' } } });
  expect(wrong.error?.issues[0]).toMatchObject({
    path: ['tiers', 'humanAgent', 'escalationPhone'],
    message: expect.stringContaining('E.164'),
  });
  expect(CompanyConfig.safeParse({ companyId: '../platform' }).success).toBe(false);
});

test.each(statements)('the $provider integration is stored without its secrets', (stated) => {
  const { integration, secret } = toStored('acme', IntegrationStatement.parse(stated));
  expect(Integration.parse(integration)).toEqual(integration);
  expect(CompanySecret.parse(secret)).toEqual(secret);
  const credentials: Record<string, string | undefined> = stated.credentials;
  for (const name of ['authToken', 'apiKey', 'signingKey']) {
    const value = credentials[name];
    if (value === undefined) continue;
    expect(JSON.stringify(integration)).not.toContain(value);
    expect(JSON.stringify(secret)).toContain(value);
  }
});
