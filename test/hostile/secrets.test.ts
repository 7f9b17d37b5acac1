import { beforeAll, expect, test } from 'vitest';
import { errorRecord } from '#lib/adapters/error-record.ts';
import { demo } from '#local/demo-company.ts';
import type { ApiAnswer } from '#test/support/api.ts';
import { adminOf, ifMatch, integrationPath, putNow, sellNumbers, states } from '#test/support/integrations.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { allRows } from '#test/support/rows.ts';
import { useWorld } from '#test/support/world.ts';

const young = 'rosebud-twilio-young-token-77aa';
const world = useWorld({
  twilio: { accounts: [{ accountSid: demo.accountSid, authToken: demo.authToken, secondToken: young }] },
});
const companyId = 'secretive';
const phoneNumber = '+12025550163';
beforeAll(() => sellNumbers(world(), phoneNumber));

/** Every secret of every provider, each with a last four of its own. */
const secrets = {
  twilioYoung: young,
  twilioWrong: 'rosebud-twilio-wrong-token-66bb',
  anthropic: 'rosebud-anthropic-key-000-55cc',
  anthropicNext: 'rosebud-anthropic-next-00-44dd',
  webhook: 'rosebud-signing-key-of-old-33ee',
  webhookNext: 'rosebud-signing-key-of-new-22ff',
  stripe: 'rosebud-stripe-restricted-11ab',
  stripeNext: 'rosebud-stripe-next-key-00-00cd',
} as const;

test('no secret of a company comes out: in no answer, no error, no line of a log and no row', {
  timeout: 60_000,
}, async () => {
  const admin = adminOf(world(), companyId);
  const answers: ApiAnswer[] = [];
  const saw = async (asked: Promise<ApiAnswer>) => {
    const answer = await asked;
    answers.push(answer);
    return answer.status;
  };
  const statements = [
    states.twilio({ next: { authToken: young } }, { phoneNumber }),
    states.anthropic(secrets.anthropic, { next: { apiKey: secrets.anthropicNext } }),
    states.webhook(world().shop.endpoint, secrets.webhook, { next: { signingKey: secrets.webhookNext } }),
    states.stripe(secrets.stripe, { next: { apiKey: secrets.stripeNext } }),
  ];
  for (const statement of statements) {
    const path = integrationPath(statement.provider);
    expect(await saw(putNow(admin, statement))).toBe(200);
    // Repeated, late, and with what it must not hold.
    expect(await saw(admin.put(path, statement, ifMatch(0)))).toBe(200);
    expect(await saw(admin.put(path, { ...statement, next: null, status: 'ERROR' }, ifMatch(1)))).toBe(422);
    expect(await saw(admin.put(path, { ...statement, next: { authToken: young, apiKey: 7 } }, ifMatch(1)))).toBe(422);
    expect(await saw(admin.put(path, statement, ifMatch(9)))).toBe(412);
    expect(await saw(admin.put(path, undefined, { ...ifMatch(1), raw: `${JSON.stringify(statement)},` }))).toBe(400);
    for (const keys of ['current', 'next']) expect(await saw(admin.post(`${path}/test`, { keys }))).toBe(200);
    await saw(admin.post(`${path}/promote`, {}, ifMatch(1)));
    await saw(admin.post(`${path}/promote`, { force: true }, ifMatch(1)));
    await saw(admin.get(path));
  }
  expect(await saw(admin.get('/api/integrations'))).toBe(200);
  // Twilio and Secrets Manager repeat in their errors what was sent to them.
  world().twilio.failNext({ status: 401, code: 20003, message: `Authenticate: ${secrets.twilioWrong}` });
  const wrong = states.twilio({}, { phoneNumber: demo.phoneNumber, authToken: secrets.twilioWrong });
  expect(await saw(putNow(admin, wrong))).toBe(422);
  const message = `Cannot parse "${secrets.stripe}" and "${secrets.webhook}"`;
  world().secrets.failNext({ status: 400, type: 'InvalidRequestException', message }, 1);
  expect(await saw(admin.get('/api/integrations'))).toBeGreaterThanOrEqual(500);
  await inEnvironment({}, async () => {
    world().secrets.failNext({ status: 400, type: 'InvalidParameterException', message }, 4);
    await saw(
      admin.post(
        '/api/momentum/voice/calls',
        { to: '+12025550123', purpose: 'a lamp', consent: 'request', timeZone: 'America/New_York' },
        { headers: { 'idempotency-key': 'one' } },
      ),
    );
  });
  world().secrets.secrets.set(`cs-ai/local/${companyId}`, `{"TWILIO": ${secrets.webhook}`);
  expect(await saw(admin.get('/api/integrations'))).toBeGreaterThanOrEqual(500);

  const document = await (await fetch(`${world().url}/api/openapi.json`)).text();
  const places = {
    answers: JSON.stringify(answers),
    // As the lines go out: errors with all that they say.
    log: JSON.stringify(world().log.lines.map(({ cause, ...line }) => ({ ...line, error: errorRecord(cause) }))),
    rows: [...(await allRows())].join('\n'),
    document,
  };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [...Object.values(secrets), demo.authToken])
      expect(text.includes(secret), `${place}: ${secret}`).toBe(false);
    expect(text, place).not.toContain('rosebud');
  }
  // A search that finds nothing proves something only where there is something to find.
  expect(places.answers).toContain('…33ee');
  expect(places.rows).toContain(phoneNumber);
  expect(places.log).toContain('integration put');
});
