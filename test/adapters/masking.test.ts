import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '#lib/adapters/masking.ts';

describe('the mask', () => {
  test.each([
    ["The 'To' number +12025550100 is not valid.", "The 'To' number [number] is not valid."],
    ['to (202) 555-0100 now', 'to [number] now'],
    ['to +49 (0)30 123456.', 'to [number].'],
    ['GET /Calls.json?To=%2B12025550100&x=1', 'GET /Calls.json?To=[number]&x=1'],
    ['sip:+12025550100@sip.example.com', 'sip:[email]'],
    ['card 4111 1111 1111 1111', 'card [number]'],
    ['born 1980-02-03', 'born [number]'],
    ['order 123456789?', 'order [number]?'],
    ['ask jane.doe+shop@mail.example.co.uk.', 'ask [email].'],
    ['for claude-jane@example.com', 'for [email]'],
    ['email=jane%40example.com', 'email=[email]'],
    ['key sk-ant-api03-AbC_123-xyz refused', 'key [key] refused'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1', 'Bearer [key]'],
  ])('hides what is personal or secret in: %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test.each([
    'sess_CA0123456789abcdef0123456789012345',
    'CA01234567890123456789012345678901 is over',
    'act_12345678-1234-1234-1234-123456789012',
    '12345678-1234-1234-1234-123456789012',
    'at 2026-11-22T21:00:00.000Z',
    'hour#2026-11-22T21:00:00+01:00',
    'claude-haiku-4-5-20251001',
    'took 120000ms in turn 12 of 34',
    'HTTP 503, try 3 of 3',
    'connect ECONNREFUSED 127.0.0.1:65535',
    'at take (file:///var/task/speech.mjs:123:4567)',
    'cs-ai/prod/acme',
  ])('leaves alone: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('hides every E.164 number, whatever stands around it', () => {
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(digit, { minLength: 6, maxLength: 14 }));
    const around = fc.constantFrom('', ' ', '"', "'", '(', ')', ',', ':', '=', '<', '>', '\n', '.');
    fc.assert(
      fc.property(number, around, around, ([first, rest], before, after) => {
        const spelled = `+${first}${rest.join('')}`;
        expect(mask(`call${before || ' '}${spelled}${after}`)).not.toContain(spelled);
      }),
    );
  });

  test('is quick and brief with a dump', () => {
    const dump = `${'a1-b2.c3_'.repeat(50_000)} ${'1 '.repeat(50_000)}`;
    const startedAt = performance.now();
    expect(mask(dump).length).toBeLessThan(8_100);
    expect(mask('1 '.repeat(50_000)).length).toBeLessThan(8_100);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
