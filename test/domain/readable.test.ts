import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toReadable } from '#lib/domain/chat/readable.ts';

const company = {
  instructions: 'The form is at https://shop.example/returns.',
  knowledge: [{ title: 'Site', text: 'See www.maple.com for care.' }],
};
const read = (text: string) => toReadable(text, company, 'en');

describe('what a customer reads', () => {
  test.each([
    ['Your **refund** of $24.50 was `made`.', 'Your refund of $24.50 was made.'],
    ['Call +1 202 555 0123, or order #4711.', 'Call +1 202 555 0123, or order #4711.'],
    ['50% off & free <b>shipping</b> 🎉', '50% off & free shipping'],
    ['Write to help@other.example, please.', 'Write to help@other.example, please.'],
    ['See https://shop.example/returns?id=1.', 'See https://shop.example/returns?id=1.'],
    ['See [the form](https://shop.example/returns).', 'See the form https://shop.example/returns.'],
    ['See maple.com or https://maple.com/rugs.', 'See maple.com or https://maple.com/rugs.'],
    ['See [the form](https://evil.example/x).', 'See the form ….'],
    ['See evil.com/x, www.evil.org and https://shop.example.evil.com!', 'See …, … and …!'],
    ['Go to https://shop.example@evil.com now.', 'Go to … now.'],
    ['Go to evil<b>.com</b> now.', 'Go to evil .com now.'],
    ['Seehttps://evil.community now.', 'See … now.'],
    ['---', ''],
    ['🎉', ''],
  ])('%j is %j', (text, wanted) => expect(read(text)).toBe(wanted));

  test('read again is the same, and never holds a tag or another host’s address', () => {
    const pieces = fc.constantFrom(
      'evil',
      '.com',
      '<b>',
      '</b>',
      'https://',
      '[',
      '](',
      ')',
      '*',
      ' ',
      'a',
      '1.50',
      '@',
      '/',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const once = read(parts.join(''));
        expect(read(once)).toBe(once);
        expect(once).not.toMatch(/<\/?b>|https?:\/\/evil\.com|(?<![@\w.-])evil\.com(?![\w.@-])/);
      }),
      { numRuns: 3_000 },
    );
  });
});
