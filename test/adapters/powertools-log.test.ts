import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { powertoolsLog } from '#lib/adapters/aws/powertools-log.ts';
import type { Fields, Log } from '#lib/ports/telemetry.ts';

let written: string[];
let log: Log;

beforeEach(() => {
  written = [];
  const keep = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  log = powertoolsLog({ stage: 'test', version: '1.2.3' });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log in AWS', () => {
  test('writes one JSON line per event, with stage, version and service', () => {
    log.info('webhook answered', { route: 'speech', ms: 12, ok: true, callSid: undefined });
    expect(written).toHaveLength(1);
    expect(lines()[0]).toMatchObject({
      level: 'INFO',
      message: 'webhook answered',
      service: 'cs-ai',
      stage: 'test',
      version: '1.2.3',
      route: 'speech',
      ms: 12,
      ok: true,
    });
    expect(lines()[0]).not.toHaveProperty('callSid');
  });

  test('drops everything personal, wherever somebody put it', () => {
    log.info('heard', { turn: 1 }, { words: 'my secret garden', from: '+12025550100' });
    log.warn('odd', { pii: 'my secret garden', 'pii.words': 'my secret garden', caller: '+12025550100' });
    const smuggled = { nested: { words: 'my secret garden' }, list: ['my secret garden'] } as unknown as Fields;
    log.info('heard jane@example.com', smuggled);
    expect(written.join()).not.toMatch(/garden|12025550100|jane/);
    expect(lines().map(({ level }) => level)).toEqual(['INFO', 'WARN', 'INFO']);
    expect(lines()[1]).toMatchObject({ caller: '[number]' });
  });

  test('tells an error with its code, stack and causes, masked throughout', () => {
    const socket = Object.assign(new Error('connect to +12025550100 failed'), { code: 'ECONNRESET' });
    const sdk = Object.assign(new Error('for jane@example.com', { cause: socket }), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429, requestId: 'req-1' },
      $response: { body: 'my secret garden' },
      request: { headers: { authorization: 'my secret garden' } },
    });
    log.error('call not stored', new TypeError('order 123456789', { cause: sdk }), { callSid: 'CA1' });
    expect(lines()[0]).toMatchObject({
      level: 'ERROR',
      message: 'call not stored',
      callSid: 'CA1',
      error: {
        name: 'TypeError',
        message: 'order [number]',
        stack: expect.stringContaining('powertools-log.test'),
        cause: {
          name: 'ThrottlingException',
          message: 'for [email]',
          status: 429,
          requestId: 'req-1',
          cause: { code: 'ECONNRESET', message: 'connect to [number] failed' },
        },
      },
    });
    expect(written.join()).not.toMatch(/garden|12025550100|jane|123456789/);
  });

  test('survives what else can be thrown', () => {
    const circle = new Error('round');
    circle.cause = circle;
    for (const thrown of [
      circle,
      'call +12025550100',
      { words: 'my secret garden' },
      undefined,
      null,
      7n,
      Symbol('x'),
    ]) {
      log.error('thrown', thrown);
    }
    expect(written).toHaveLength(7);
    expect(written.join()).not.toMatch(/garden|12025550100/);
    expect(lines()[1]).toMatchObject({ error: { name: 'string', message: 'call [number]' } });
  });
});
