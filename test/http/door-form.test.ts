import { describe, expect, test } from 'vitest';
import { firstValues, readForm } from '#lib/http/form.ts';
import { heardOf } from '#lib/http/heard.ts';
import { formEvent, knock, nextPath, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { useWorld } from '#test/support/world.ts';

const world = useWorld();
const inbound = voicePath('inbound');
const greeting = /^Hello, this is Ada, the AI assistant of Maple & Pine\. How can I help you today\?$/;

describe('a signed form', () => {
  test.each([true, false])('is read in base64 (%s) and greeted', async (base64) => {
    const answer = await knock({ path: inbound, fields: ringFields(), base64 });
    expect(spoken(answer)).toMatch(greeting);
    expect(nextPath(answer)).toBe(voicePath('speech/1'));
    expect(answer.headers).toEqual({ 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['empty fields', { FromCity: '', ToZip: '', ForwardedFrom: '' }],
    ['an empty ParentCallSid, which names no other call', { ParentCallSid: '' }],
    ['repeated fields, in any order', { MediaUrl: ['b', 'a', 'a', ''] }],
    ['fields that nobody has heard of', { TwilioInventedThis: 'yesterday', 'odd[name]': '1' }],
    ['names that only differ in case', { reason: '1', Reason: '2', ReasonConferenceEnded: '3' }],
    ['blanks that nobody may trim', { CallerName: '  Zoë  ', Other: '\t\n ' }],
    ['characters of every kind', { CallerName: 'Łukasz "Ñ" 李 🦊 & <b>+%2B=100%</b>' }],
    ['a prototype', JSON.parse('{"__proto__": "x", "constructor": "y", "hasOwnProperty": "z", "toString": ""}')],
  ])('with %s is signed correctly and greeted', async (_, more) => {
    expect(spoken(await knock({ path: inbound, fields: ringFields(more) }))).toMatch(greeting);
  });

  test('with a ParentCallSid that is empty goes on with its own call', async () => {
    const fields = ringFields();
    await knock({ path: inbound, fields });
    const next = ringFields({ CallSid: fields.CallSid ?? '', ParentCallSid: '' });
    const answer = await knock({ path: voicePath('speech/1'), fields: next });
    expect(spoken(answer)).toBe("I'm listening. What can I do for you?");
  });

  test.each([
    ['a field is changed', { From: '+12025550124' }],
    ['a field is added', { CallerName: 'Eve' }],
    ['a value is added to a field', { From: ['+12025550123', '+12025550124'] }],
    ['a prototype is slipped in', JSON.parse('{"__proto__": "x"}')],
  ])('is refused without a word when %s on the way', async (_, tampered) => {
    const honest = ringFields();
    const { headers } = formEvent({ path: inbound, fields: honest });
    const fields = Object.assign(Object.create(null), honest, tampered);
    const answer = await knock({ path: inbound, fields, signature: headers['x-twilio-signature'] ?? '' });
    expect(answer).toEqual({ statusCode: 403 });
  });
});

describe('what is no form of Twilio’s', () => {
  const entries = ['inbound', 'speech', 'speech/1', 'speech/1/1', 'escalate', 'escalate/1/dial', 'status-callback'];
  const wrong: [string, Partial<Parameters<typeof knock>[0]>][] = [
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{"CallSid":"CA1"}' }],
    ['no content type', { headers: { 'content-type': '' } }],
    ['a body of 300 kB', { body: `CallSid=CA1&Fat=${'x'.repeat(300_000)}` }],
    ['nothing at all', { body: '' }],
    ['no CallSid', { body: 'From=%2B12025550123' }],
    ['an empty CallSid', { body: 'CallSid=' }],
    ['a CallSid without end', { body: `CallSid=${'C'.repeat(1_000)}` }],
    ['bytes', { body: Buffer.from([0xff, 0xfe, 0x00, 0x26, 0x3d]).toString('latin1') }],
  ];
  const all = entries.flatMap((entry) => wrong.map(([what, post]) => [what, entry, post] as const));

  test.each(all)('%s at %s is answered, and nothing happens', async (_, entry, post) => {
    const { claude, lambda, log } = world();
    const invoked = lambda.invocations.length;
    const answer = await knock({ path: voicePath(entry), fields: ringFields(), ...post });
    if (entry === 'status-callback') expect(answer).toEqual({ statusCode: 400 });
    else {
      expect(spoken(answer)).toMatch(/technical problem/);
      expect(verbsOf(answer).at(-1)).toEqual({ verb: 'Hangup' });
    }
    expect(log.lines.at(-1)).toMatchObject({ level: 'warn', message: 'webhook refused' });
    expect(lambda.invocations).toHaveLength(invoked);
    expect(claude.requests).toHaveLength(0);
  });
});

describe('a form, read', () => {
  test('keeps every value of a field, and gives the first to whoever wants one', () => {
    const body = 'a=1&b=&a=2&a=1&%C3%BC=%F0%9F%A6%8A&__proto__=p';
    const fields = readForm(formEvent({ path: inbound, fields: {}, body }));
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.entries(fields)).toEqual([
      ['a', ['1', '2', '1']],
      ['b', ''],
      ['ü', '🦊'],
      ['__proto__', 'p'],
    ]);
    expect(firstValues(fields)).toMatchObject({ a: '1', b: '', ü: '🦊' });
  });
});

describe('what a Gather heard', () => {
  const call = { CallSid: 'CA1' };
  test.each<[string, Parameters<typeof heardOf>[0], ReturnType<typeof heardOf>]>([
    ['nothing', call, { kind: 'silence' }],
    ['empty fields', { ...call, SpeechResult: '', Digits: '' }, { kind: 'silence' }],
    ['a blank', { ...call, SpeechResult: ' \n' }, { kind: 'silence' }],
    ['words', { ...call, SpeechResult: ' Hi. ', Confidence: '0.5' }, { kind: 'spoken', text: 'Hi.', confidence: 0.5 }],
    ['no confidence', { ...call, SpeechResult: 'Hi' }, { kind: 'spoken', text: 'Hi' }],
    ['a confidence of none', { ...call, SpeechResult: 'Hi', Confidence: '' }, { kind: 'spoken', text: 'Hi' }],
    ['an odd confidence', { ...call, SpeechResult: 'Hi', Confidence: 'NaN' }, { kind: 'spoken', text: 'Hi' }],
    ['keys', { ...call, Digits: '4*#2' }, { kind: 'keys', digits: '4*#2' }],
    ['keys that no phone has', { ...call, Digits: 'wW-x' }, { kind: 'silence' }],
  ])('of %s', (_, form, heard) => {
    expect(heardOf(form)).toEqual(heard);
  });

  test('without end is cut, and never within a character', () => {
    const heard = heardOf({ ...call, SpeechResult: `x${'🦊'.repeat(5_000)}` });
    expect(heard).toMatchObject({ kind: 'spoken', text: expect.stringMatching(/^x🦊+/u) });
    expect(heard.kind === 'spoken' && heard.text.isWellFormed()).toBe(true);
  });
});
