import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PhoneNumber } from '#lib/contracts/company-config.ts';
import { callerNumber, toE164, writtenNumber } from '#lib/domain/phone-number.ts';

test.each([
  ['+12025550100', '+12025550100'],
  ['12025550100', '+12025550100'],
  [' 12025550100', '+12025550100'],
  ['+4915112345678 ', '+4915112345678'],
  ['+1234567', '+1234567'],
])('"%s" is %s', (raw, number) => {
  expect(toE164(raw)).toBe(number);
  expect(callerNumber(raw)).toBe(number);
});

test.each([
  undefined,
  '',
  ' ',
  '+',
  'anonymous',
  'unknown',
  'Restricted',
  'client:bob',
  'sip:+12025550100@example.com',
  '+02025550100',
  '0049151123456',
  '+123456',
  '+1234567890123456',
  '++12025550100',
  '+1 202 555 0100',
  '+1-202-555-0100',
  '+12025550100\n+12025550101',
  '+12025550100;ext=1',
  '+１２０２５５５０１００',
])('"%s" is no number', (raw) => {
  expect(toE164(raw)).toBeUndefined();
  expect(callerNumber(raw)).toBeUndefined();
});

test.each(['+266696687', '266696687', '+7378742833', '+86282452253', '+2562533', '+8656696'])(
  '"%s" spells a word and is nobody’s number',
  (raw) => {
    expect(callerNumber(raw)).toBeUndefined();
  },
);

test('whatever comes, a number is one that may be stored and dialled, and stays as it is', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\s?\+?\d{0,18}\s?$/));
  fc.assert(
    fc.property(anything, (raw) => {
      const number = toE164(raw);
      if (number === undefined) return;
      expect(PhoneNumber.safeParse(number).success).toBe(true);
      expect(toE164(number)).toBe(number);
      expect(raw.replace(/\D/g, '')).toBe(number.slice(1));
    }),
  );
});

test.each([
  ['+12025550100', '+12025550100'],
  ['+1 (202) 555-0100', '+12025550100'],
  ['+1\u00a0202\u2011555\u20110100', '+12025550100'],
  ['001 202 555 0100', '+12025550100'],
  ['0049 151/123.456-78', '+4915112345678'],
  ['1 202 555 0100', '+12025550100'],
])('"%s", written by a person, is %s', (written, number) => {
  expect(writtenNumber(written)).toBe(number);
});

test.each(['', '00', 'Bob', '+1 202 555 0100 ext 7', '0202 555 0100'])(
  '"%s", written by a person, is no number',
  (written) => {
    expect(writtenNumber(written)).toBeUndefined();
  },
);
