import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { secretsManagerCredentials } from '#lib/adapters/aws/secrets-manager-credentials.ts';
import { memoryLog } from '#lib/adapters/memory/log.ts';
import { type LocalSecrets, startSecrets } from '#local/aws/secrets.ts';

const old = { accountSid: 'AC1', authToken: 'old-token' };
const young = { accountSid: 'AC1', authToken: 'new-token' };
const acme = JSON.stringify({ TWILIO: { current: old }, ANTHROPIC: { current: { apiKey: 'acme-key' } } });

let local: LocalSecrets;
let client: SecretsManagerClient;

beforeEach(async () => {
  local = await startSecrets({
    secrets: {
      'cs-ai/test/acme': acme,
      'cs-ai/test/platform': JSON.stringify({ ANTHROPIC: { current: { apiKey: 'platform-key' } } }),
    },
  });
  client = new SecretsManagerClient({
    endpoint: local.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});

afterEach(async () => {
  client.destroy();
  await local.close();
});

function open(options: { maxAgeMs?: number; platformApiKey?: string } = {}) {
  const clock = { time: 1_000_000, now: () => clock.time };
  const log = memoryLog();
  const credentials = secretsManagerCredentials({ client, secretPrefix: 'cs-ai/test/', clock, log, ...options });
  const pass = (ms: number): void => {
    clock.time += ms;
  };
  return { credentials, log, pass };
}

describe('credentials in Secrets Manager', () => {
  test('are found by company and provider', async () => {
    const { credentials } = open();
    expect(await credentials.twilio('acme')).toEqual([old]);
    expect(await credentials.anthropic('acme')).toBe('acme-key');
    expect(await credentials.platformAnthropic()).toBe('platform-key');
  });

  test('are none for a company without a secret, or without that provider in it', async () => {
    local.secrets.set('cs-ai/test/chatty', JSON.stringify({ ANTHROPIC: { current: { apiKey: 'k' } } }));
    const { credentials } = open();
    expect(await credentials.twilio('nobody')).toBeUndefined();
    expect(await credentials.twilio('chatty')).toBeUndefined();
    expect(await credentials.anthropic('nobody')).toBeUndefined();
  });

  test('give the key of a shop by what the shop is, and none where the company has no such shop', async () => {
    const shops = { WEBHOOK: { current: { signingKey: 'sign' } }, STRIPE: { current: { apiKey: 'stripe' } } };
    local.secrets.set('cs-ai/test/shops', JSON.stringify(shops));
    const { credentials } = open();
    expect(await credentials.commerce('shops', 'WEBHOOK')).toEqual(['sign']);
    expect(await credentials.commerce('shops', 'STRIPE')).toEqual(['stripe']);
    expect(await credentials.commerce('acme', 'WEBHOOK')).toBeUndefined();
    expect(await credentials.commerce('acme', 'STRIPE')).toBeUndefined();
    expect(await credentials.commerce('nobody', 'STRIPE')).toBeUndefined();
    await expect(credentials.commerce('platform', 'WEBHOOK')).rejects.toThrow('cannot name a secret');
  });

  test('are none for a secret that waits for its deletion', async () => {
    const message = "You can't perform this operation on the secret because it was marked for deletion.";
    local.failNext({ status: 400, type: 'InvalidRequestException', message });
    expect(await open().credentials.twilio('acme')).toBeUndefined();
  });

  test('let a platform key given outright stand before the secret, which is then not read', async () => {
    expect(await open({ platformApiKey: 'from-env' }).credentials.platformAnthropic()).toBe('from-env');
    expect(local.requests).toBe(0);
  });

  test('never let a company id lead to another secret', async () => {
    const { credentials } = open();
    for (const id of ['../prod/acme', 'a/b', '', 'platform', ' acme', '-x', 'a'.repeat(129)]) {
      await expect(credentials.twilio(id)).rejects.toThrow('cannot name a secret');
    }
    expect(local.requests).toBe(0);
  });
});

describe('a rotation', () => {
  test('accepts the current and the next key, current first, and calls with the current', async () => {
    const { credentials, pass } = open();
    expect(await credentials.twilio('acme')).toEqual([old]);
    await client.send(
      new PutSecretValueCommand({
        SecretId: 'cs-ai/test/acme',
        SecretString: JSON.stringify({
          TWILIO: { current: old, next: young },
          ANTHROPIC: { current: { apiKey: 'k1' }, next: { apiKey: 'k2' } },
          WEBHOOK: { current: { signingKey: 's1' }, next: { signingKey: 's2' } },
        }),
      }),
    );
    pass(300_000);
    expect(await credentials.twilio('acme')).toEqual([old, young]);
    expect(await credentials.anthropic('acme')).toBe('k1');
    expect(await credentials.commerce('acme', 'WEBHOOK')).toEqual(['s1', 's2']);
  });

  test('is seen at once after a key was refused', async () => {
    const { credentials } = open();
    await credentials.twilio('acme');
    local.secrets.set('cs-ai/test/acme', JSON.stringify({ TWILIO: { current: young } }));
    expect(await credentials.twilio('acme')).toEqual([old]);
    credentials.forget('acme');
    expect(await credentials.twilio('acme')).toEqual([young]);
    expect(local.requests).toBe(2);
  });

  test('is not hidden by a fetch that began before the key was refused', async () => {
    const { credentials } = open();
    const before = credentials.twilio('acme');
    credentials.forget('acme');
    local.secrets.set('cs-ai/test/acme', JSON.stringify({ TWILIO: { current: young } }));
    await before;
    expect(await credentials.twilio('acme')).toEqual([young]);
  });
});

describe('the cache', () => {
  test('asks again when the age is over, and not before', async () => {
    const { credentials, pass } = open({ maxAgeMs: 60_000 });
    await credentials.twilio('acme');
    pass(59_999);
    await credentials.anthropic('acme');
    expect(local.requests).toBe(1);
    pass(1);
    await credentials.twilio('acme');
    expect(local.requests).toBe(2);
  });

  test('remembers for half a minute that there is no secret', async () => {
    const { credentials, pass } = open();
    await credentials.twilio('fresh');
    await client.send(new CreateSecretCommand({ Name: 'cs-ai/test/fresh', SecretString: acme }));
    pass(29_999);
    expect(await credentials.twilio('fresh')).toBeUndefined();
    pass(1);
    expect(await credentials.twilio('fresh')).toEqual([old]);
  });

  test('fetches once, however many ask at the same time', async () => {
    const { credentials, pass } = open();
    await Promise.all(Array.from({ length: 50 }, () => credentials.twilio('acme')));
    expect(local.requests).toBe(1);
    pass(300_000);
    await Promise.all(Array.from({ length: 50 }, () => credentials.twilio('acme')));
    expect(local.requests).toBe(2);
  });

  test('serves the older value when a refresh fails, says so, and tries again half a minute later', async () => {
    const { credentials, log, pass } = open();
    await credentials.twilio('acme');
    pass(300_000);
    local.failNext();
    local.secrets.set('cs-ai/test/acme', JSON.stringify({ TWILIO: { current: young } }));
    expect(await credentials.twilio('acme')).toEqual([old]);
    expect(await credentials.twilio('acme')).toEqual([old]);
    expect(local.requests).toBe(2);
    expect(log.lines).toMatchObject([
      { level: 'error', message: expect.stringMatching(/serving the older/), fields: { secretId: 'cs-ai/test/acme' } },
    ]);
    pass(30_000);
    expect(await credentials.twilio('acme')).toEqual([young]);
  });

  test('serves the older value even after it was refused, when there is no newer to be had', async () => {
    const { credentials } = open();
    await credentials.twilio('acme');
    credentials.forget('acme');
    local.failNext();
    expect(await credentials.twilio('acme')).toEqual([old]);
  });

  test('fails when there is nothing older, and asks again the next time', async () => {
    const { credentials } = open();
    local.failNext({ status: 400, type: 'AccessDeniedException', message: 'no' });
    await expect(credentials.twilio('acme')).rejects.toThrow('Secret cs-ai/test/acme could not be read');
    expect(await credentials.twilio('acme')).toEqual([old]);
  });
});

describe('a secret that cannot be read', () => {
  const broken = {
    'not JSON': ['hunter2 {', 'is not JSON'],
    'of another shape': [JSON.stringify('hunter2'), 'at its top level'],
    incomplete: [JSON.stringify({ TWILIO: { current: { accountSid: 'hunter2' } } }), 'at TWILIO.current.authToken'],
    mistyped: [JSON.stringify({ ANTHROPIC: { current: { apiKey: ['hunter2'] } } }), 'at ANTHROPIC.current.apiKey'],
  };

  test.each(Object.entries(broken))(
    'because it is %s is named, with the field, without a value',
    async (_, [text, says]) => {
      local.secrets.set('cs-ai/test/acme', text as string);
      const error = await open()
        .credentials.twilio('acme')
        .catch((cause: Error) => cause);
      expect(error).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(says as string) });
      expect(error).toMatchObject({ message: expect.stringContaining('cs-ai/test/acme') });
      expect(everythingIn(error)).not.toContain('hunter2');
    },
  );

  test('because the service answered nonsense says so without quoting it', async () => {
    local.failNext({ status: 200, body: '{"SecretString":"hunter2' });
    const error = await open()
      .credentials.twilio('acme')
      .catch((cause: Error) => cause);
    expect(error).toMatchObject({ code: 'misconfigured' });
    expect(everythingIn(error)).not.toContain('hunter2');
  });

  test('does not replace one that could', async () => {
    const { credentials, log, pass } = open();
    await credentials.twilio('acme');
    local.secrets.set('cs-ai/test/acme', 'hunter2');
    pass(300_000);
    expect(await credentials.twilio('acme')).toEqual([old]);
    expect(everythingIn(log.lines[0]?.cause)).not.toContain('hunter2');
  });
});

/** An error with its whole chain, as a careless logger would print it. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause)].join('\n');
}
