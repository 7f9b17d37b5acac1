import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, onTestFinished, test } from 'vitest';
import { secretsManagerSecrets } from '#lib/adapters/aws/company-secrets.ts';
import type { SecretChange } from '#lib/ports/company-secrets.ts';
import { startSecrets } from '#local/aws/secrets.ts';

const id = 'cs-ai/test/acme';
const stripe = (apiKey: string, edition = 1): SecretChange => ({
  provider: 'STRIPE',
  keys: { current: { apiKey } },
  edition,
});
const anthropic = (apiKey: string): SecretChange => ({
  provider: 'ANTHROPIC',
  keys: { current: { apiKey } },
  edition: 1,
});

async function open(stored?: object) {
  const local = await startSecrets(stored && { secrets: { [id]: JSON.stringify(stored) } });
  const client = new SecretsManagerClient({
    endpoint: local.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  onTestFinished(async () => {
    client.destroy();
    await local.close();
  });
  const secrets = secretsManagerSecrets({ client, secretPrefix: 'cs-ai/test/' });
  return { local, secrets, stored: () => JSON.parse(local.secrets.get(id) ?? 'null') };
}

test('a company without a secret has an empty one, which the first edit makes', async () => {
  const { secrets, stored } = await open();
  expect(await secrets.read('acme')).toEqual({});
  expect(await secrets.edit('acme', () => stripe('k'))).toMatchObject({ STRIPE: { current: { apiKey: 'k' } } });
  expect(stored()).toEqual({ STRIPE: { current: { apiKey: 'k' } }, editions: { STRIPE: 1 } });
});

test('an edit leaves alone what it does not know of', async () => {
  const { secrets, stored } = await open({ NEWER: { current: 1 }, ANTHROPIC: { current: { apiKey: 'a', note: 'x' } } });
  await secrets.edit('acme', () => stripe('k'));
  expect(stored()).toMatchObject({ NEWER: { current: 1 }, ANTHROPIC: { current: { apiKey: 'a', note: 'x' } } });
  await secrets.edit('acme', () => ({ provider: 'STRIPE', keys: undefined, edition: 2 }));
  expect(stored()).toEqual({
    NEWER: { current: 1 },
    ANTHROPIC: { current: { apiKey: 'a', note: 'x' } },
    editions: { STRIPE: 2 },
  });
});

test('of many who edit at once nobody is lost, be it the first edit of all', async () => {
  const { secrets } = await open();
  const add = (apiKey: string) =>
    secrets.edit('acme', ({ STRIPE }) => stripe(`${STRIPE?.current.apiKey ?? ''}${apiKey}`));
  await Promise.all([...'abcdef'].map(add));
  const { STRIPE } = await secrets.read('acme');
  expect([...(STRIPE?.current.apiKey ?? '')].sort().join('')).toBe('abcdef');
});

test('what somebody changes in the console between our reading and writing is not lost', async () => {
  const { local, secrets, stored } = await open({ STRIPE: { current: { apiKey: 'k' } } });
  let times = 0;
  await secrets.edit('acme', () => {
    times += 1;
    if (times === 1) local.secrets.set(id, JSON.stringify({ WEBHOOK: { current: { signingKey: 'by-hand' } } }));
    return anthropic('a');
  });
  expect(times).toBe(2);
  expect(stored()).toMatchObject({
    WEBHOOK: { current: { signingKey: 'by-hand' } },
    ANTHROPIC: { current: { apiKey: 'a' } },
  });
});

test.each(['CreateSecret', 'PutSecretValue', 'UpdateSecretVersionStage'] as const)(
  'an edit whose %s was done and its answer lost is made once',
  async (operation) => {
    const { local, secrets, stored } = await open(
      operation === 'CreateSecret' ? undefined : { editions: { STRIPE: 4 } },
    );
    local.failNext({ operation, lost: true });
    const edit = () => secrets.edit('acme', ({ editions }) => stripe('k', (editions?.STRIPE ?? 0) + 1));
    const after = await edit();
    expect(after.editions).toEqual({ STRIPE: operation === 'CreateSecret' ? 1 : 5 });
    expect(stored()).toMatchObject(after);
  },
);

test('an edit that need not be made writes nothing, and one that must not be made says why', async () => {
  const { local, secrets } = await open({ STRIPE: { current: { apiKey: 'k' } } });
  const before = local.requests;
  expect(await secrets.edit('acme', () => undefined)).toMatchObject({ STRIPE: { current: { apiKey: 'k' } } });
  expect(local.requests).toBe(before + 1);
  const refusal = new Error('No.');
  const refused = secrets.edit('acme', () => {
    throw refusal;
  });
  await expect(refused).rejects.toBe(refusal);
});

test('throttling and denial are ours to tell apart, and no secret is in what is said', async () => {
  const { local, secrets } = await open({ STRIPE: { current: { apiKey: 'hunter2' } } });
  local.failNext({ status: 400, type: 'ThrottlingException', operation: 'PutSecretValue' }, 3);
  const throttled = await secrets.edit('acme', () => stripe('hunter3')).catch((cause: unknown) => cause);
  expect(throttled).toMatchObject({ code: 'unavailable' });
  local.failNext({ status: 400, type: 'AccessDeniedException', operation: 'GetSecretValue' });
  const denied = await secrets.read('acme').catch((cause: unknown) => cause);
  expect(denied).toMatchObject({ code: 'misconfigured' });
  expect(String(throttled) + String(denied)).not.toMatch(/hunter/);
});

test('no company id leads to the secret of the platform', async () => {
  const { secrets } = await open();
  await expect(secrets.edit('platform', () => stripe('k'))).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(secrets.read('../production/acme')).rejects.toMatchObject({ code: 'misconfigured' });
});
