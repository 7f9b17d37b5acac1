import { describe, expect, test } from 'vitest';
import { isAllowedSource, isLoopback } from '#lib/http/allowed-sources.ts';
import { env } from '#lib/names.ts';
import { knock, nextPath, ringFields, spoken, voicePath } from '#test/support/front-door.ts';
import { inEnvironment } from '#test/support/refurnish.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const refused = { statusCode: 403 };

const ringFrom = (sourceIp: string, cidrs: string | undefined, path = voicePath('inbound')) =>
  inEnvironment({ [env.allowedCidrs]: cidrs }, () => knock({ path, fields: ringFields(), sourceIp }));

describe('TWILIO_ALLOWED_CIDRS', () => {
  test.each([
    ['', '203.0.113.9'],
    ['203.0.113.0/24', '203.0.113.9'],
    ['203.0.113.9', '203.0.113.9'],
    ['198.51.100.0/24, 203.0.113.8/29', '203.0.113.9'],
    ['198.51.100.0/24\n203.0.113.9/32', '203.0.113.9'],
    ['203.0.113.0/24', '::ffff:203.0.113.9'],
    ['2001:db8::/32', '2001:db8:1::7'],
    ['2001:db8::7', '2001:DB8:0:0::7'],
    ['203.0.113.0/24 2001:db8::/32', '2001:db8::1'],
    ['0.0.0.0/0', '203.0.113.9'],
  ])('"%s" lets %s in', async (cidrs, sourceIp) => {
    expect(spoken(await ringFrom(sourceIp, cidrs))).toMatch(/^Hello, this is Ada/);
  });

  test.each([
    ['203.0.113.0/29', '203.0.113.9'],
    ['203.0.113.8', '203.0.113.9'],
    ['2001:db8::/32', '203.0.113.9'],
    ['203.0.113.0/24', '2001:db8::1'],
    ['2001:db8::/32', '2001:db9::1'],
    ['203.0.113.0/24', ''],
    ['203.0.113.0/24', 'unknown'],
    ['203.0.113.0/24', '203.0.113.9, 10.0.0.1'],
  ])('"%s" keeps %s out, signed or not, at every door', async (cidrs, sourceIp) => {
    for (const entry of ['inbound', 'speech/1', 'escalate/1/dial', 'status-callback']) {
      expect(await ringFrom(sourceIp, cidrs, voicePath(entry))).toEqual(refused);
    }
  });

  test.each([
    'twilio.com',
    '203.0.113.0/33',
    '203.0.113.0/-1',
    '203.0.113.0/',
    '203.0.113.0/0x10',
    '203.0.113.0/8/9',
    '203.0.113',
    '2001:db8::/129',
    '2001:db8::/1e1',
    '/',
    '*',
    '0.0.0.0/0, 203.0.113.0/x',
  ])('"%s" is an operator’s mistake: the caller hears an apology, the log names it', async (cidrs) => {
    const answer = await ringFrom('203.0.113.9', cidrs);
    expect(spoken(answer)).toMatch(/technical problem/);
    expect(nextPath(answer)).toBe(voicePath('speech/0/100'));
    expect(await ringFrom('203.0.113.9', cidrs, voicePath('status-callback'))).toEqual({ statusCode: 503 });
    const line = world().log.lines.at(-1);
    expect(line).toMatchObject({ level: 'error', message: 'webhook failed' });
    expect(String(line?.cause)).toMatch(/TWILIO_ALLOWED_CIDRS holds ".+", which is no CIDR/);
  });

  test('is asked before anything is read or looked up', async () => {
    const { secrets } = world();
    const asked = secrets.requests;
    await ringFrom('203.0.113.9', '198.51.100.0/24');
    expect(secrets.requests).toBe(asked);
  });

  test('of nothing allows everybody, even from nowhere', () => {
    expect(isAllowedSource([], '')).toBe(true);
  });
});

describe('this machine', () => {
  test.each(['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])('is %s', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  test.each(['', '128.0.0.1', '10.0.0.1', '::', '::2', '127.evil.example', '127.0.0.1, 203.0.113.9'])(
    'is not "%s"',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

describe('the desk, over its own gateway', () => {
  const post = async (headers: Record<string, string>) => {
    const fields = ringFields() as Record<string, string>;
    const answer = await fetch(`${world().url}${voicePath('inbound')}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, body: await answer.text() };
  };

  test('takes an unsigned form from this machine', async () => {
    expect(await post({})).toMatchObject({ status: 200, body: expect.stringContaining('Hello, this is Ada') });
  });

  test.each([
    ['a stranger behind a tunnel', '203.0.113.9'],
    ['a stranger who says that he is this machine', '127.0.0.1'],
    ['a stranger who says so, with a tunnel that adds the truth', '127.0.0.1, 203.0.113.9'],
    ['a stranger who says nothing', ''],
  ])('takes none from %s', async (_, forwarded) => {
    expect(await post({ 'x-forwarded-for': forwarded })).toEqual({ status: 403, body: '' });
  });
});
