/** Chance from a seed, so that a failing reply can be made again from its number. */
export type Chance = { below(limit: number): number; of<T>(list: readonly T[]): T };

/** Mulberry32: 32 bits of state are plenty for picking fragments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, of: (list) => list[below(list.length)] as never };
}

const sentences = [
  'Sure! I can help with that.',
  'Your order No. 12345678 of $1,234.50 ships on May 3, e.g. by 5 p.m. Monday.',
  'Mr. J. R. Smith said "It is on its way." Is that right?',
  'Ihr Paket kommt am 3. Mai an, z. B. mit DHL, und kostet 1.234,50 € inkl. MwSt.',
  'Möchten Sie noch etwas? Rufen Sie +49 30 1234567 an.',
  '¡Claro! ¿Le ayudo con el Sr. García a las 5 p. m.?',
  'Très bien ! « Oui », dit M. Dupont : le 01 23 45 67 89.',
  'O seu pedido nº 5 custa R$ 4,99. Posso ajudar em algo mais?',
  'See https://www.example.com/help?id=1&x=2#top or mail first_last+x@my-shop.co.uk.',
];
const hostile = [
  ...[
    '</Say><Hangup/>',
    '<Say>',
    '</Gather>',
    '<Redirect>https://evil.test</Redirect>',
    '<Dial>+19005550100</Dial>',
    '</Response>',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml version="1.0"?>',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '&a;',
    '&#0;',
    '&#xFFFE;',
  ],
  ...['&lt;Hangup/&gt;', '&amp;amp;', '"', "'", '<break time="1s"/>', 'javascript:', '{{x}}', '\\u0000', '%00', '../'],
  ...[
    '**',
    '*',
    '__',
    '`',
    '```',
    '```xml\n',
    '~~',
    '# ',
    '\n- ',
    '\n1. ',
    '> ',
    '|',
    '|---|',
    '---',
    '[a](',
    '](b)',
    '![x](y)',
  ],
  ...[
    '->',
    '=>',
    '→',
    '--',
    '&',
    '%',
    '@',
    '#',
    '=',
    '+',
    '/',
    '<',
    '>',
    '^',
    '(',
    ')',
    '…',
    '...',
    ',',
    ';',
    ':',
    '¿',
    '¡',
    '—',
  ],
  ...[
    '.com',
    'www.',
    'https://',
    'a@b.de',
    '+1 (555) 123-4567',
    '123456',
    '2025-03-15',
    ' €',
    '3. ',
    'p.m. ',
    '000',
    '12 ',
  ],
  ...[
    '😊',
    '👩‍👩‍👧',
    '👍🏽',
    '🇩🇪',
    '1️⃣',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u00ad',
    '\u0301',
    '\u0338',
    '\u1fef',
    '\ufffe',
    '\uffff',
  ],
  ...[
    '\ud83d',
    '\udc4d',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
    '\r',
    '\r\n',
    '\n\n',
    '\t',
    '\u00a0',
  ],
  ...['中文。句子！', 'Привет. Как дела?', 'שלום', 'مرحبا؟', 'हैलो।', '𝓗𝓮𝓵𝓵𝓸', 'Z̷̢a̸l̶g̵o̴', 'ß', 'İ', 'ﬁ'],
];

/** What a model might write that was told to break us: mostly ordinary sentences, with anything between them. */
export function hostileReply(chance: Chance): string {
  if (chance.below(2000) === 0) return hugeReply(chance);
  let reply = '';
  for (let left = 1 + chance.below(8); left > 0; left--) reply += fragment(chance);
  return reply;
}

function fragment(chance: Chance): string {
  switch (chance.below(6)) {
    case 0:
    case 1:
      return `${chance.of(sentences)} `;
    case 2:
    case 3:
      return chance.of(hostile);
    case 4:
      return chance.of(hostile) + chance.of(hostile) + ' word'.repeat(chance.below(3));
    default:
      return anyCharacters(chance);
  }
}

function anyCharacters(chance: Chance): string {
  const ceiling = chance.of([0x80, 0x250, 0x10000]);
  let text = '';
  for (let left = chance.below(12); left > 0; left--) text += String.fromCharCode(chance.below(ceiling));
  return text;
}

function hugeReply(chance: Chance): string {
  const part =
    chance.of([chance.of(hostile), chance.of(sentences), 'x', '中', '😊 ', '<&"', 'a,', fragment(chance)]) || ' ';
  return part.repeat(Math.ceil((1000 + chance.below(100_000)) / part.length));
}
