import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type DeskLogOptions, deskLog } from '#local/desk-log.ts';

function open(options: DeskLogOptions = {}) {
  const stream = new PassThrough({ encoding: 'utf8' });
  const log = deskLog({ stream, now: () => Date.UTC(2026, 10, 22, 21, 0, 1, 5), ...options });
  return { log, text: (): string => stream.read() ?? '' };
}

describe('the log on the desk', () => {
  test('is one line per event: time, level, message, fields, and what was said', () => {
    const { log, text } = open();
    log.info('webhook answered', { route: 'speech', ms: 12, callSid: undefined }, { heard: 'where is my order?' });
    expect(text()).toBe('21:00:01.005 info  webhook answered route=speech ms=12 heard="where is my order?"\n');
  });

  test('tells an error with its causes, and where it was thrown', () => {
    const { log, text } = open();
    log.error('turn failed', new TypeError('no luck', { cause: new Error('socket\nhang up') }), { turn: 3 });
    expect(text()).toMatch(
      /^21:00:01\.005 error turn failed turn=3 cause="TypeError: no luck \(test\/local\/desk-log\.test\.ts:\d+\) <- Error: socket\\nhang up"\n$/,
    );
  });

  test('shows only what is serious enough', () => {
    const { log, text } = open({ level: 'warn' });
    log.info('a');
    log.warn('b');
    log.error('c', 'because');
    expect(text()).toBe('21:00:01.005 warn  b\n21:00:01.005 error c cause=because\n');
    const silent = open({ level: 'silent' });
    silent.log.error('c', 'because');
    expect(silent.text()).toBe('');
  });

  test('is plain where there is no terminal, and colored where there is', () => {
    const plain = open();
    plain.log.warn('careful', { a: 1 });
    expect(plain.text()).not.toContain('\u001b');
    const colored = open({ color: true });
    colored.log.warn('careful', { a: 1 });
    expect(colored.text()).toContain('\u001b[33mwarn');
  });

  test('lets no caller break the line or write colors', () => {
    const { log, text } = open();
    log.info('heard\nand', {}, { words: 'one\ntwo \u001b[31mred', odd: { a: 1n } });
    const line = text();
    expect(line.match(/\n/g)).toHaveLength(1);
    expect(line).not.toContain('\u001b');
  });
});
