import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#lib/domain/language.ts';
import { maxSentenceChars, sentenceCutter } from '#lib/domain/sentences.ts';

const cut = (language: Language, ...deltas: string[]): string[] => {
  const cutter = sentenceCutter(language);
  return [...deltas.flatMap((delta) => cutter.push(delta)), ...cutter.end()];
};
const ink = (text: string): string => text.replace(/\s/g, '');

/** Fragments that make ends and near-ends of sentences meet. */
const fragment = fc.oneof(
  fc.constantFrom(
    ...['. ', '! ', '? ', '… ', '... ', '.', ', ', '; ', ': ', ' - ', '—', '\n', '\n\n', '\r\n', '  ', '\t'],
  ),
  fc.constantFrom(
    ...['Mr.', 'z.B.', 'z. B.', 'Sr.', 'No.', '5', '3.', 'p.m.', 'Mai', 'Monday', '"', '”', '« ', ' »', '(', ')'],
  ),
  fc.constantFrom(
    ...['$3.50', '1.234,50 €', 'https://a.co/x?y=1.', 'a@b.co', '- ', '1. ', '**', '¿', '¡', '😊', '\u200d', '\ud83d'],
  ),
  fc.lorem({ maxCount: 6 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constant('x'), minLength: 0, maxLength: 900 }),
);
const reply = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));
const anyLanguage = fc.constantFrom(...languages);

describe('the end of a sentence', () => {
  test.each<[Language, string[]]>([
    ['en', ['I can help with that.', 'What is your order number?', 'Great!']],
    ['en', ['Your refund is $3.50, which is 1,234.50 in all.', 'It goes to No. 5 on Mr. J. R. Smith’s list.']],
    ['en', ['We are open from 9 a.m. to 5 p.m. Monday through Friday.', 'On Sunday we close at 1 p.m. Eastern.']],
    [
      'en',
      [
        'The store closes tonight at exactly 5 p.m. EST or so.',
        'It closes tomorrow at exactly 5 p.m.',
        'Shall I hold it?',
      ],
    ],
    ['en', ['Did you order a blue one?', 'No.', 'I never did, and I said so to Ms. Day.']],
    ['en', ['Go to https://example.com/a?b=1.2 or mail help@example.com.', 'Then log in.']],
    ['en', ['He said "It is on its way." to me.', '"Is it really?" she asked (twice).', '(It was.)', 'So there.']],
    ['en', ['Well... let me look at that for you.', 'Hmm… here it is, thank you.']],
    ['en', ['Bring a bag, shoes, etc. and wait for version 2.0 of it.', 'Thanks for that.']],
    ['en', ['We are there Mon.–Fri. 9 a.m. to 5 p.m. and Sat. 10 a.m. to 2 p.m.', 'On Sunday we are closed.']],
    ['fr', ['Nous livrons demain entre 9 h et 12 h.', 'Le montant est de 1 249,90 € pour M. J.-P. Blanc.']],
    ['es', ['Sale mañana de nuestro almacén en EE. UU. a las 9 h.', 'El coste es de 9 €, Sra. López.']],
    ['es', ['¡Claro que sí!', '¿Le ayudo con el pedido del Sr. García y la Sra. López?', 'Son 4,99 €.']],
    ['es', ['Abrimos a las 5 p. m. de lunes a viernes, salvo el núm. 7.', '¿Algo más?', '¡Gracias!']],
    ['fr', ['Comment allez-vous aujourd’hui ?', 'Très bien !', 'M. Dupont et Mme. Martin sont là.', 'Voici.']],
    ['fr', ['Il a dit : « Le colis arrive demain. »', 'Cela fait 1.234,50 € en tout.']],
    ['de', ['Ihr Paket kommt am 3. Mai oder am 14. Juni an.', 'Es kostet 1.234,50 € inkl. MwSt.', 'Gut?']],
    [
      'de',
      ['Sie haben davon noch 3.', 'Möchten Sie z. B. Schuhe, d. h. Stiefel, bzw. Sandalen?', 'Gern, Hr. Dr. Meier!'],
    ],
    ['de', ['Sie sagte: „Das Paket kommt morgen.“', '„Wirklich?“, fragte er.']],
    ['pt', ['Olá, Sra. Souza!', 'O seu pedido nº 5 custa R$ 4,99.', 'Posso ajudar o Dr. Lima em algo mais?']],
  ])('%s: %j', (language, sentences) => {
    // The first sixty characters cut eagerly and later short ones merge, so what is compared is where each sentence ends.
    const pieces = cut(language, sentences.join(' '));
    const ends = (list: string[]): number[] => list.map((_, index) => ink(list.slice(0, index + 1).join('')).length);
    const expected = ends(sentences);
    expect(pieces.map(ink).join('')).toBe(sentences.map(ink).join(''));
    for (const [index, end] of ends(pieces).entries())
      expect(expected.includes(end) || /[,;:—]$/.test(pieces[index] ?? ''), `${pieces[index]}`).toBe(true);
    for (const [index, end] of expected.entries())
      expect(ends(pieces).includes(end) || (sentences[index] ?? '').length < 20, `${sentences[index]}`).toBe(true);
  });

  test('leaves with the first letter after it, not later', () => {
    const cutter = sentenceCutter('en');
    expect(cutter.push('Sure.')).toEqual([]);
    expect(cutter.push(' ')).toEqual([]);
    expect(cutter.push('L')).toEqual(['Sure.']);
    expect(cutter.push('et me look')).toEqual([]);
    expect(cutter.end()).toEqual(['Let me look']);
  });

  test('does not come before it is certain', () => {
    const cutter = sentenceCutter('en');
    expect(cutter.push('It costs $3.')).toEqual([]);
    expect(cutter.push('50 at example.')).toEqual([]);
    expect(cutter.push('com, e.g. ')).toEqual([]);
    expect(cutter.push('today. "')).toEqual([]);
    expect(cutter.push('N')).toEqual(['It costs $3.50 at example.com, e.g. today.']);
  });
});

describe('lines', () => {
  test('an item of a list is a piece of its own', () => {
    expect(cut('en', 'You can choose:\n1. First\n2. Second one\n- an item\n* Another')).toEqual([
      'You can choose:',
      '1. First',
      '2. Second one',
      '- an item',
      '* Another',
    ]);
  });

  test('a wrapped line goes on, a paragraph does not', () => {
    expect(cut('en', 'please hold\nwhile I look\n\nit up')).toEqual(['please hold while I look', 'it up']);
    expect(cut('en', 'A heading\r\n\r\nand text')).toEqual(['A heading', 'and text']);
  });

  test('emoji travel along', () => {
    expect(cut('en', 'Great! 😊 Let me look. 👍🏽')).toEqual(['Great!', '😊 Let me look.', '👍🏽']);
  });
});

describe('the caller does not wait', () => {
  const long = 'Thank you for calling Acme customer support, I can certainly look into that order for you right now';

  test('a long first sentence is cut at a clause', () => {
    const cutter = sentenceCutter('en');
    expect(cutter.push(long.slice(0, 60))).toEqual([]);
    expect(cutter.push(long.slice(60))).toEqual(['Thank you for calling Acme customer support,']);
  });

  test('a stumble is not a piece', () => {
    expect(cut('en', `Well, ${long.replace(',', '')}.`)).toHaveLength(1);
  });

  test('once enough was said, clauses hold together', () => {
    expect(cut('en', `${long.replace(',', '')}. ${long}.`)[1]).toBe(`${long}.`);
  });

  test('once enough was said, a short sentence waits for the next', () => {
    expect(cut('en', `Okay. ${long.replace(',', '')}. Okay. One moment please, I will check.`)).toEqual([
      'Okay.',
      `${long.replace(',', '')}.`,
      'Okay. One moment please, I will check.',
    ]);
  });

  test('after a tool has run, the first sentence hurries again', () => {
    const cutter = sentenceCutter('en');
    cutter.push(`${long}.`);
    cutter.end();
    expect(cutter.push('Done. I')).toEqual(['Done.']);
  });
});

describe('the caller can breathe', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index % 10}`).join(' ');

  test('a sentence over the ceiling is cut at its last clause', () => {
    const pieces = cut('en', `${words(14)}. So ${words(30)}, ${words(5)}, ${words(30)}.`);
    expect(pieces.map((piece) => piece.slice(-1))).toEqual(['.', ',', '.']);
    expect(pieces[1]).toBe(`So ${words(30)}, ${words(5)},`);
  });

  test('one without clauses is cut between words, and a word without end in itself', () => {
    for (const piece of cut('en', words(300))) expect(piece).toMatch(/^(word\d ?)+$/);
    expect(cut('en', 'x'.repeat(1000)).map((piece) => piece.length)).toEqual([400, 400, 200]);
    expect(cut('en', `x${'😊'.repeat(500)}`).every((piece) => piece.isWellFormed())).toBe(true);
  });
});

describe('whatever the model writes', () => {
  test('how it was split into deltas changes nothing, not even when each piece leaves', () => {
    fc.assert(
      fc.property(anyLanguage, reply, fc.array(fc.nat(40), { maxLength: 60 }), (language, text, sizes) => {
        const deltas = split(text, sizes);
        expect(cut(language, ...deltas)).toEqual(cut(language, text));
        const fast = sentenceCutter(language);
        const slow = sentenceCutter(language);
        for (const delta of deltas) {
          const single = [...Array(delta.length).keys()].flatMap((index) => slow.push(delta.charAt(index)));
          expect(fast.push(delta)).toEqual(single);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing is lost, added or moved; pieces are trimmed, never empty, never too long', () => {
    fc.assert(
      fc.property(anyLanguage, reply, (language, text) => {
        const pieces = cut(language, text);
        expect(pieces.map(ink).join('')).toBe(ink(text));
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(maxSentenceChars);
          expect(piece).toBe(piece.trim());
          expect(piece).not.toMatch(/\s\s|[^\S ]/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('words stay whole', () => {
    fc.assert(
      fc.property(
        anyLanguage,
        fc.array(fc.stringMatching(/^[\p{L}\d.,!?:"-]{1,30}$/u), { maxLength: 300 }),
        (language, words) => {
          expect(cut(language, words.join(' ')).join(' ').split(' ')).toEqual(words.length ? words : ['']);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function split(text: string, sizes: number[]): string[] {
  const deltas: string[] = [];
  let rest = text;
  for (const size of sizes) {
    deltas.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...deltas, rest];
}
