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
    ['See EVIL.COM, Evil.Com/x, evil.ru, bit.ly/a and t.me/b.', 'See …, …, …, … and ….'],
    ['See evil。com, evil．com or 93.184.216.34/x, and http://93.184.216.34.', 'See …, … or …, and ….'],
    ['See еvil.com and evil.shop:8080/x?y#z now.', 'See … and … now.'],
    ['See WWW.MAPLE.COM, Maple.com/rugs or maple.com:443.', 'See WWW.MAPLE.COM, Maple.com/rugs or maple.com:443.'],
    [
      'Mail dana.smith@example.com, or D.Smith+x@mail.example.ru.',
      'Mail dana.smith@example.com, or D.Smith+x@mail.example.ru.',
    ],
    [
      'It is in invoice.pdf, e.g. on page 2, at 9 a.m. in the U.S.A.',
      'It is in invoice.pdf, e.g. on page 2, at 9 a.m. in the U.S.A.',
    ],
    [
      'Call me.Then pay 1.234,56 € on 24.11.2026, 01.23.45.67.89.',
      'Call me.Then pay 1.234,56 € on 24.11.2026, 01.23.45.67.89.',
    ],
    ['Look <img src=x onerror=alert(1)', 'Look img src=x onerror=alert(1)'],
    ['a &lt;script now', 'a script now'],
    ['Under < 5 and <3, or > 7.', 'Under < 5 and <3, or > 7.'],
    ['---', ''],
    ['🎉', ''],
  ])('%j is %j', (text, wanted) => expect(read(text)).toBe(wanted));

  test('read again is the same, and never holds a tag or another host’s address', () => {
    const pieces = fc.constantFrom(
      'evil',
      '.com',
      '.ru',
      'COM',
      '<',
      'img ',
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
        expect(once).not.toMatch(/<[a-z/]|https?:\/\/evil\.com|(?<![@\w.-])evil\.(?:com|ru)(?![\w.@-])/);
      }),
      { numRuns: 3_000 },
    );
  });
});
