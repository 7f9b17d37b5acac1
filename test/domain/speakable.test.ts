import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#lib/domain/language.ts';
import { maxSpeakableChars, toSpeakable } from '#lib/domain/speakable.ts';

const speaks = (language: Language, pairs: [written: string, spoken: string][]): void => {
  for (const [written, spoken] of pairs) expect(toSpeakable(written, language)).toBe(spoken);
};

describe('markdown and markup', () => {
  test('leaves the words', () => {
    speaks('en', [
      ['**Hello** _there_, `dear` ~~old~~ friend', 'Hello there, dear old friend'],
      ['**Hello there.', 'Hello there.'],
      ['How are you?**', 'How are you?'],
      [
        'un**believ**able, [our help page](https://example.com/a "title") and ![a cat](cat.png)',
        'unbelievable, our help page and a cat',
      ],
      ['## Your options\n\n- Apples\n- Pears\n1. Plums', 'Your options, Apples, Pears, 1. Plums'],
      ['- an item', 'an item'],
      ['> quoted', 'quoted'],
      ['| Item | Price |\n|---|:--:|\n| Cup | $5 |', 'Item, Price, Cup, $5'],
      ['```json\nYour code is A1\n```', 'Your code is A1'],
      ['Your code is ```A1```', 'Your code is A1'],
      ['please hold\nwhile I look', 'please hold while I look'],
    ]);
  });

  test('tags are no words and no commands', () => {
    speaks('en', [
      ['Hi</Say><Hangup/><Say>there', 'Hi there'],
      ['<speak>One <break time="1s"/> moment</speak>', 'One moment'],
      ['<![CDATA[one]]> two <!-- three --> four', 'one two four'],
      ['&lt;Hangup/&gt;Bye &amp; thanks, don&#39;t worry&nbsp;now', "Bye and thanks, don't worry now"],
      ['A <b', 'A b'],
      ['5 < 10', '5 less than 10'],
    ]);
  });

  test('nothing to say is an empty string', () => {
    for (const written of [
      '',
      ' ',
      '...',
      '---',
      '```json',
      '😊👍🏽',
      '**',
      '|---|',
      '\u200b\u202e',
      '<Hangup/>',
      '?!',
      '- ',
    ])
      expect(toSpeakable(written, 'en')).toBe('');
  });
});

describe('characters', () => {
  test('what no voice can say goes, what stands in words leaves no gap', () => {
    speaks('en', [
      ['Great 😊! You’re 👩‍👩‍👧 in 🇩🇪 1️⃣.', 'Great! You’re in 1.'],
      ['Hello\u0000 wor\u200bld\u202e \ufffe\uffff\ud83d end', 'Hello world end'],
      ['a\u0085b\u2028c\td', 'a b c d'],
      ['e\u0301tage', 'étage'],
      ['20°C • warm ★', '20°C, warm'],
    ]);
  });
});

describe('symbols become words of the language', () => {
  test('English', () => {
    speaks('en', [
      ['Fish & chips, 20% off', 'Fish and chips, 20 percent off'],
      ['Settings -> Account → Billing', 'Settings, Account, Billing'],
      ['5 + 3 = 8, 2 * 3, ~10, #5, and/or', '5 plus 3 equals 8, 2 times 3, about 10, number 5, and/or'],
      ['> $50', 'more than $50'],
    ]);
  });

  test('the others', () => {
    speaks('es', [['Pan & vino al 20 %, #5', 'Pan y vino al 20 por ciento, número 5']]);
    speaks('fr', [['Pain & vin à 20 %, ~5 €', 'Pain et vin à 20 pour cent, environ 5 €']]);
    speaks('de', [['Brot & Wein, 20 % Rabatt, 2 × 3', 'Brot und Wein, 20 Prozent Rabatt, 2 mal 3']]);
    speaks('pt', [['Pão & vinho, 20% de desconto', 'Pão e vinho, 20 por cento de desconto']]);
  });
});

describe('addresses', () => {
  test('are read as one says them', () => {
    speaks('en', [
      ['Visit https://www.example.com/help?id=1#top.', 'Visit example dot com slash help.'],
      ['**https://example.com/**', 'example dot com'],
      [
        'Go to my-shop.co.uk, or <https://shop.de/a_b>!',
        'Go to my dash shop dot co dot uk, or shop dot de slash a underscore b!',
      ],
      ['Mail first_last@example.com.', 'Mail first underscore last at example dot com.'],
    ]);
    speaks('es', [['ana@tienda.es', 'ana arroba tienda punto es']]);
    speaks('fr', [['www.boutique.fr/aide', 'boutique point fr slash aide']]);
    speaks('de', [['hilfe@laden.de', 'hilfe at laden Punkt de']]);
    speaks('pt', [['loja.com.br/ajuda', 'loja ponto com ponto br barra ajuda']]);
  });

  test('a forgotten space and a dotted abbreviation are not addresses', () => {
    speaks('en', [['Call me.Then, e.g. at 5 p.m., it is done', 'Call me.Then, e.g. at 5 p.m., it is done']]);
  });
});

describe('long numbers', () => {
  test('names are read digit by digit', () => {
    speaks('en', [
      ['Order 12345678', 'Order 1 2 3, 4 5 6, 7 8'],
      ['Order #1234567.', 'Order number 1 2 3, 4 5 6 7.'],
      ['ORD-99887 and AB12345C', 'ORD 9 9 8, 8 7 and AB 1 2 3, 4 5 C'],
      ['Call +1 (555) 123-4567.', 'Call plus 1, 5 5 5, 1 2 3, 4 5 6 7.'],
      ['1-800-555-0199 or 555-1234', '1, 8 0 0, 5 5 5, 0 1 9 9 or 5 5 5, 1 2 3 4'],
      ['4242 4242 4242 4242', '4 2 4 2, 4 2 4 2, 4 2 4 2, 4 2 4 2'],
    ]);
    speaks('fr', [['Le 01 23 45 67 89', 'Le 0 1, 2 3, 4 5, 6 7, 8 9']]);
    speaks('de', [['030 1234567', '0 3 0, 1 2 3, 4 5 6 7']]);
    speaks('es', [['612 345 678', '6 1 2, 3 4 5, 6 7 8']]);
    speaks('pt', [['(11) 98765-4321', '1 1, 9 8 7, 6 5, 4 3 2 1']]);
  });

  test('quantities, prices, dates and times stay', () => {
    const same: [Language, string][] = [
      ['en', 'It is $12345.67, or $ 12345, or 12345 USD, in 2025, 2024-2025.'],
      ['en', 'On 2025-03-15 at 10:30-11:30, 1,234,567 people took 15000 steps, 12345.5 each.'],
      ['de', 'Am 03.05.2025 kostet es 1.234.567,50 € oder 12345 Euro, R$ 12345.'],
      ['fr', 'Cela fait 1 234 567 points, 12 345 €, 12345 euros.'],
    ];
    for (const [language, text] of same) expect(toSpeakable(text, language)).toBe(text);
  });
});

describe('whatever comes in', () => {
  const pieces = fc.oneof(
    fc.constantFrom(...'*_`~[](){}<>|#@&%=+-/\\^.,;:!?"\'$€£°×→•…— \n\t'),
    fc.constantFrom(
      ...[
        '**',
        '```',
        '~~',
        '--',
        '->',
        '<-',
        '](',
        '![',
        '<b>',
        '</Say>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&lt;',
        '&#0;',
        '&amp;',
      ],
    ),
    fc.constantFrom(
      ...[
        'https://',
        'www.',
        'example.com',
        'a@b.de',
        '.com',
        '+1',
        '12345',
        '(555)',
        '123-4567',
        ' €',
        '000',
        '2025-03-15',
        '3 ',
      ],
    ),
    fc.constantFrom(
      ...[
        '😊',
        '👍🏽',
        '\u200d',
        '\ufe0f',
        '\ud83d',
        '\udc4d',
        '\u0301',
        '\u0338',
        '\u1fef',
        '\u212a',
        '\ufffe',
        '\u202e',
        '\u2028',
        '\u0000',
        'é',
        '中文',
        'ß',
      ],
    ),
    fc.lorem({ maxCount: 2 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

  test('saying it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...languages), text, (language, written) => {
        const once = toSpeakable(written, language);
        expect(toSpeakable(once, language)).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  test('only speakable characters come out, on one line, within the ceiling', () => {
    fc.assert(
      fc.property(fc.constantFrom(...languages), text, fc.integer({ min: 1, max: 80 }), (language, written, times) => {
        const spoken = toSpeakable(written.repeat(times), language);
        expect(spoken.length).toBeLessThanOrEqual(maxSpeakableChars);
        expect(spoken).toBe(spoken.trim());
        expect(spoken).not.toMatch(/[<>*_`|[\]{}\\~^#=@&%]|\s\s|[^\S ]/);
        expect(spoken).not.toMatch(/[\p{C}\p{Extended_Pictographic}\uFFFD]/u);
        expect(spoken === '' || /[\p{L}\p{N}]/u.test(spoken)).toBe(true);
        expect(toSpeakable(spoken, language)).toBe(spoken);
      }),
      { numRuns: 2_000 },
    );
  });

  test('plain sentences stay as they are', () => {
    for (const [language, sentence] of [
      ['en', 'Okay, I’ve found it: two cups (blue), $4.99 each; shall I go on?'],
      ['es', '¿Quiere que le ayude? ¡Con mucho gusto!'],
      ['fr', 'Très bien : « le colis » arrive à l’heure, n’est-ce pas ?'],
      ['de', 'Schöne Grüße, z. B. am 3. Mai um 15 Uhr.'],
      ['pt', 'Não há problema; são R$ 4,99.'],
    ] as const)
      expect(toSpeakable(sentence, language)).toBe(sentence);
  });
});
