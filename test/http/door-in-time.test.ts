import { describe, expect, test, vi } from 'vitest';
import { env, webhookLimits } from '#lib/names.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import { storeRequests } from '#test/support/faulty-dynamodb.ts';
import { useFaultyWorld } from '#test/support/faulty-world.ts';
import { formEvent, knock, nextPath, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';

const { world, store } = useFaultyWorld();
const inbound = voicePath('inbound');
const apology = /^I'm sorry, we're having a technical problem at the moment\./;
const ring = (own: Record<string, string> = {}) => knock({ path: inbound, fields: ringFields(own) });

describe('a webhook that would take too long', () => {
  test.each([
    ['inbound', 'speech/0/100'],
    ['speech/0/100', undefined],
    ['speech/1', 'speech/1/100'],
    ['speech/1/100', undefined],
    ['speech/1/200', undefined],
    ['escalate/1/dial', 'speech/2/200'],
    ['escalate/1/whisper', 'escalate/1/accept.0'],
    ['escalate/1/accept.0', undefined],
    ['escalate/1/result', 'speech/2/200'],
  ])('%s is answered half a second before Lambda’s limit', async (entry, next) => {
    store().breaks(storeRequests.all, 'hangs');
    const startedAt = performance.now();
    const answer = await knock({ path: voicePath(entry), fields: ringFields() }, { timeoutMs: 700 });
    expect(performance.now() - startedAt).toBeLessThan(700);
    expect(nextPath(answer)).toBe(next && voicePath(next));
    const heard = entry.endsWith('whisper') ? /^Press 1/ : /technical problem|went wrong|couldn't get you through/;
    if (!entry.includes('accept')) expect(spoken(answer)).toMatch(heard);
    expect(String(world().log.lines.at(-1)?.cause)).toContain('No answer within ');
  });

  test('and has used up its time before it began is answered at once', async () => {
    const answer = await knock({ path: inbound, fields: ringFields() }, { timeoutMs: 100 });
    expect(spoken(answer)).toMatch(apology);
  });

  test('is a 503 for a status, which may come again', async () => {
    store().breaks(storeRequests.all, 'hangs');
    const answer = await knock({ path: voicePath('status-callback'), fields: ringFields() }, { timeoutMs: 600 });
    expect(answer).toEqual({ statusCode: 503 });
  });

  test('has limits that leave room for each other', () => {
    const { answerWithinMs, spareMs, timeoutMs } = webhookLimits;
    expect(answerWithinMs + spareMs).toBeLessThan(timeoutMs);
    // Twilio repeats a webhook that is silent for 7 s (lib/http/urls.ts), and gives up after 15 s.
    expect(answerWithinMs).toBeLessThan(7_000);
    expect(timeoutMs).toBeLessThan(15_000);
  });
});

test('a setting that nothing can be wired with: the caller hears an apology, standard error says why', async () => {
  // As in a process that starts with it: its world cannot be made.
  vi.resetModules();
  const { handler } = await import('#functions/inbound.ts');
  const good = process.env[env.webhookBaseUrl];
  const event = formEvent({ path: inbound, fields: ringFields() });
  process.env[env.webhookBaseUrl] = 'voice.example.com';
  const complaints = await whatIsComplained(async () => {
    const answer = await handler(event, lambdaContext({ functionName: 'inbound' }));
    expect(spoken(answer)).toMatch(apology);
    expect(nextPath(answer)).toBe(voicePath('speech/0/100'));
  });
  expect(complaints).toContain('TWILIO_WEBHOOK_BASE_URL must be an absolute http(s) URL');
  process.env[env.webhookBaseUrl] = good;
});

describe('when we have a bug', () => {
  test('and what a call has pinned is unreadable, our own texts are spoken', async () => {
    const fields = ringFields();
    await knock({ path: inbound, fields });
    const standing = await world().stores.calls.find(String(fields.CallSid));
    if (standing === undefined) throw new Error('The call was not stored.');
    const callSid = String(ringFields().CallSid);
    const profile = { ...standing.profile, scripts: {} as typeof standing.profile.scripts };
    await world().stores.calls.createOnce({ ...standing, callSid, profile });
    for (const entry of ['speech/1', 'speech/1/1', 'speech/1/100', 'escalate/1/dial', 'escalate/1/result']) {
      const answer = await knock({ path: voicePath(entry), fields: ringFields({ CallSid: callSid }) });
      expect(verbsOf(answer).length).toBeGreaterThan(0);
    }
  });

  test('and neither log nor metrics can be written, the caller is answered', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    const furniture = { log: { info: broken, warn: broken, error: broken }, metrics: { emit: broken } };
    const complaints = await whatIsComplained(() =>
      inEnvironment(
        {},
        async () => {
          expect((await ring()).statusCode).toBe(200);
          const forged = { path: inbound, fields: ringFields(), signature: 'x' };
          expect(await knock(forged)).toEqual({ statusCode: 403 });
        },
        furniture,
      ),
    );
    expect(complaints).toContain('disk full');
  });
});

/** What goes to standard error meanwhile: the only log there is when there is none. */
async function whatIsComplained(run: () => Promise<void>): Promise<string> {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await run();
    return stderr.mock.calls.map(([line]) => String(line)).join('');
  } finally {
    stderr.mockRestore();
  }
}
