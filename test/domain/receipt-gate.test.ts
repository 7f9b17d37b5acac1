import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#lib/domain/language.ts';
import { type Claim, claimGate, claimsOf, isProven, type Receipt } from '#lib/domain/receipt-gate.ts';
import { sentenceCutter } from '#lib/domain/sentences.ts';
import { toSpeakable } from '#lib/domain/speakable.ts';
import { demoConfig } from '#local/demo-company.ts';
import type { Corpus } from '#test/domain/receipt-corpus/corpus.ts';
import { german } from '#test/domain/receipt-corpus/de.ts';
import { english } from '#test/domain/receipt-corpus/en.ts';
import { spanish } from '#test/domain/receipt-corpus/es.ts';
import { french } from '#test/domain/receipt-corpus/fr.ts';
import { personaTexts, scriptTexts } from '#test/domain/receipt-corpus/our-own-words.ts';
import { portuguese } from '#test/domain/receipt-corpus/pt.ts';

const corpora: Record<Language, Corpus> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  pt: portuguese,
};
const kinds = ['refund', 'credit', 'subscription'] as const;

const receipt = (kind: Receipt['kind'], amountMinor: number, currency = 'USD'): Receipt => ({
  kind,
  amount: { amountMinor, currency },
});
const refunded = (amountMinor: number, currency?: string): Receipt => receipt('refund', amountMinor, currency);

/** What a reply claims without receipts, piece by piece as it leaves. */
const claimedBy = (pieces: readonly string[], language: Language): Claim[] => {
  const gate = claimGate(language);
  return pieces.flatMap((piece) => gate.take(piece, []));
};
/** A reply as it reaches the caller: cut, and made speakable. */
const spoken = (reply: string, language: Language): string[] => {
  const cutter = sentenceCutter(language);
  return [...cutter.push(reply), ...cutter.end()].map((piece) => toSpeakable(piece, language)).filter(Boolean);
};
const includes = (claims: readonly Claim[], kind: Claim['kind']): boolean =>
  claims.some((claim) => claim.kind === kind || claim.or === kind);

describe.each(languages)('in %s', (language) => {
  const { claims, ordinary } = corpora[language];

  test.each(kinds)('a false claim of a %s is caught', (kind) => {
    const missed = claims[kind].filter((reply) => !includes(claimedBy(reply.split(' / '), language), kind));
    expect(missed).toEqual([]);
  });

  test('a false claim is caught in whatever language the company speaks', () => {
    for (const other of languages) {
      const missed = Object.values(claims)
        .flat()
        .filter((reply) => claimedBy(reply.split(' / '), other).length === 0);
      expect(missed, other).toEqual([]);
    }
  });

  test('a false claim is caught as it is cut and spoken, shouted, or without accents', () => {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    const replies = Object.values(claims)
      .flat()
      .filter((reply) => !reply.includes(' / '));
    expect(replies.filter((reply) => claimedBy(spoken(reply, language), language).length === 0)).toEqual([]);
    expect(replies.filter((reply) => claimsOf(reply.toUpperCase()).length === 0)).toEqual([]);
    const missed = replies.filter((reply) => claimsOf(plain(reply)).length === 0);
    expect(missed.length / replies.length, missed.join('\n')).toBeLessThan(0.02);
  });

  test('ordinary talk passes, alone and in whatever language the company speaks', () => {
    expect(ordinary.filter((sentence) => claimsOf(sentence).length > 0)).toEqual([]);
    for (const other of languages) {
      const stopped = ordinary.filter((sentence) => !isProven(sentence, other, []));
      expect(stopped, other).toEqual([]);
    }
  });

  test('ordinary talk passes as it is cut and spoken', () => {
    expect(ordinary.filter((reply) => claimedBy(spoken(reply, language), language).length > 0)).toEqual([]);
  });

  test('what we say ourselves passes: scripts, the demo persona, the texts of its shop', () => {
    const ours = [...scriptTexts(language), ...personaTexts(language), ...demoConfig.knowledge.map(({ text }) => text)];
    expect(ours.length).toBeGreaterThan(60);
    expect(ours.filter((text) => claimedBy(spoken(text, language), language).length > 0)).toEqual([]);
  });

  test('the corpus is as large as it has to be', () => {
    expect(Object.values(claims).flat().length).toBeGreaterThanOrEqual(60);
    expect(ordinary.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ordinary).size).toBe(ordinary.length);
  });
});

describe('a true claim', () => {
  test.each<[Language, string, Receipt[]]>([
    ['en', "I've refunded 89 dollars.", [refunded(8900)]],
    ['en', "I've refunded $89.00 to your card, it takes 5 days.", [refunded(8900)]],
    ['en', 'Your refund is on its way.', [refunded(8900)]],
    ['en', "I've refunded eighty-nine dollars and ninety cents.", [refunded(8990)]],
    ['en', "I've refunded 1,234.50 dollars.", [refunded(123450)]],
    ['en', "I've refunded both, 109 dollars in all.", [refunded(8900), refunded(2000)]],
    ['en', "I've refunded 20 of the 89 dollars.", [refunded(2000)]],
    ['en', "I've refunded 20 dollars, your new total is 69 dollars.", [refunded(2000)]],
    ['en', "I've refunded 89 dollars 10 minutes ago.", [refunded(8900)]],
    ['en', "I've put 20 dollars on your account.", [receipt('credit', 2000)]],
    ['en', "I've put 20 dollars back on your card.", [refunded(2000)]],
    ['en', "I've credited 20 dollars back to your card.", [refunded(2000)]],
    ['en', "I've refunded 20 dollars and added a 10 dollar credit.", [refunded(2000), receipt('credit', 1000)]],
    ['en', "I've switched you to the basic plan at 9 dollars a month.", [receipt('subscription', 0)]],
    ['en', "I've refunded 8900 yen.", [refunded(8900, 'JPY')]],
    ['es', 'Le he reembolsado ochenta y nueve dólares.', [refunded(8900)]],
    ['fr', 'Je vous ai remboursé 1 234,50 euros.', [refunded(123450, 'EUR')]],
    ['fr', 'Je vous ai remboursé quatre-vingt-dix-neuf euros.', [refunded(9900, 'EUR')]],
    ['de', 'Ich habe Ihnen 89,90 Euro erstattet.', [refunded(8990, 'EUR')]],
    ['de', 'Ich habe Ihnen neunundachtzig Euro neunzig erstattet.', [refunded(8990, 'EUR')]],
    ['pt', 'Reembolsei R$ 89,90.', [refunded(8990, 'BRL')]],
    ['pt', 'Reembolsei cento e vinte reais.', [refunded(12000, 'BRL')]],
  ])('%s passes: %s', (language, sentence, receipts) => {
    expect(isProven(sentence, language, [])).toBe(false);
    expect(isProven(sentence, language, receipts)).toBe(true);
    for (const other of languages) expect(isProven(sentence, other, receipts), other).toBe(true);
  });

  test.each<[Language, string, Receipt[]]>([
    ['en', "I've refunded 98 dollars.", [refunded(8900)]],
    ['en', "I've refunded ninety-eight dollars.", [refunded(8900)]],
    ['en', "I've refunded 89 dollars and 90 cents.", [refunded(8900)]],
    ['en', "I've refunded your rug, which is 89 dollars.", [refunded(2000)]],
    ['en', "I've refunded you 500.", [refunded(2000)]],
    ['en', "I've refunded 89 of the 20 dollars.", [refunded(2000)]],
    ['en', "I've refunded 20 dollars and another 69 dollars.", [refunded(2000)]],
    ['en', "I've refunded 20 dollars.", [receipt('credit', 2000)]],
    ['en', "I've given you a store credit of 20 dollars.", [refunded(2000)]],
    ['en', "I've cancelled your subscription.", [refunded(2000)]],
    ['en', "I've refunded 20 dollars and cancelled your subscription.", [refunded(2000)]],
    ['de', 'Ich habe Ihnen 89 Dollar erstattet.', [refunded(8900, 'EUR')]],
    ['es', 'Le he reembolsado noventa y ocho dólares.', [refunded(8900)]],
    ['fr', 'Je vous ai remboursé quatre-vingt-dix-neuf euros.', [refunded(8900, 'EUR')]],
    ['pt', 'Reembolsei R$ 98,90.', [refunded(8990, 'BRL')]],
  ])('%s does not pass with the wrong receipt: %s', (language, sentence, receipts) => {
    expect(isProven(sentence, language, receipts)).toBe(false);
  });

  test('of any amount passes with its own receipt only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_99 }), fc.integer({ min: 1, max: 99_999_99 }), (minor, other) => {
        const sentence = `I've refunded ${(minor / 100).toFixed(2)} dollars.`;
        expect(isProven(sentence, 'en', [refunded(minor)])).toBe(true);
        expect(isProven(sentence, 'en', [refunded(other)])).toBe(minor === other);
        expect(isProven(sentence, 'en', [refunded(minor), refunded(other)])).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what had been done before', () => {
  test('passes where a tool told of it, and not because it is said', () => {
    const sentence = 'This line was already refunded on May 3.';
    expect(isProven(sentence, 'en', [])).toBe(false);
    expect(isProven(sentence, 'en', [], { alreadyRefunded: true })).toBe(true);
    expect(isProven('Your subscription was already paused in May.', 'en', [], { alreadyRefunded: true })).toBe(false);
    const known = { alreadyRefunded: false, alreadyChanged: true };
    expect(isProven('Your subscription was already paused in May.', 'en', [], known)).toBe(true);
  });

  test('is never what we say that we did ourselves', () => {
    const known = { alreadyRefunded: true, alreadyChanged: true };
    expect(isProven('I have already refunded it.', 'en', [], known)).toBe(false);
    expect(isProven('Your refund is already on its way.', 'en', [], known)).toBe(false);
    expect(isProven('Ya le he reembolsado la alfombra.', 'es', [], known)).toBe(false);
  });
});

describe('a reply', () => {
  test('is heard as a whole: a later piece may complete a claim, or name another amount', () => {
    const gate = claimGate('en');
    expect(gate.take('I have refunded your rug,', [refunded(2000)])).toEqual([]);
    expect(gate.take('which is 89 dollars.', [refunded(2000)])).toEqual([{ kind: 'refund' }]);
    expect(gate.take('which is 20 dollars.', [refunded(2000)])).toEqual([]);
    expect(gate.take("That's 89 dollars.", [refunded(2000)])).toEqual([{ kind: 'refund' }]);
    expect(gate.take('The lamp costs 39 dollars.', [refunded(2000)])).toEqual([]);
  });

  test('forgets a piece that was not spoken', () => {
    const gate = claimGate('en');
    expect(gate.take('Your refund has been issued.', [])).toHaveLength(1);
    expect(gate.take('It is all done now.', [])).toEqual([]);
  });

  test('keeps a condition over a comma', () => {
    const gate = claimGate('en');
    expect(gate.take('If you send the rug back within thirty days,', [])).toEqual([]);
    expect(gate.take('you will be refunded in full.', [])).toEqual([]);
  });

  test('knows what the caller has asked for', () => {
    const gate = claimGate('en', 'Can you please refund my rug?');
    for (const claim of ['All done!', 'Yes, I did.', "It's taken care of."])
      expect(gate.take(claim, [])).toHaveLength(1);
    for (const talk of ['Let me look.', 'Sure, one moment.', "I've found the order."])
      expect(gate.take(talk, [])).toEqual([]);
    expect(claimGate('en', 'Please change my address.').take('All done!', [])).toEqual([]);
  });
});

describe('whatever is said', () => {
  test('a sentence without letters claims nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^\p{L}]*$/u), (text) => {
        expect(claimsOf(text)).toEqual([]);
      }),
    );
  });

  test.each<[Language, (done: string) => string, string[]]>([
    [
      'en',
      (done) => `I have not ${done}.`,
      ['refunded the rug', 'issued a refund', 'credited your account', 'paused your plan'],
    ],
    ['es', (done) => `No he ${done}.`, ['reembolsado la alfombra', 'emitido un reembolso', 'cancelado su suscripción']],
    [
      'fr',
      (done) => `Je n'ai pas ${done}.`,
      ['remboursé le tapis', 'émis de remboursement', 'résilié votre abonnement'],
    ],
    [
      'de',
      (done) => `Ich habe ${done}.`,
      ['den Teppich nicht erstattet', 'keine Erstattung veranlasst', 'Ihr Abo nicht gekündigt'],
    ],
    ['pt', (done) => `Eu não ${done}.`, ['reembolsei o tapete', 'emiti o reembolso', 'cancelei a sua assinatura']],
  ])('%s: what we say that we have not done is no claim', (_, negated, deeds) => {
    for (const done of deeds) expect(claimsOf(negated(done)), negated(done)).toEqual([]);
  });

  test('in English, "I have not" takes every claim back that "I have" makes', () => {
    const claims = Object.values(english.claims)
      .flat()
      .filter((claim) => /^I(?:'ve| have) (?!not|just|had)[a-z]+ (?:your|the|a) (?!.* and )[\w ]+\.$/.test(claim))
      // What follows an "and" is a claim of its own.
      .filter((claim) => !claim.includes(' and '));
    expect(claims.length).toBeGreaterThan(10);
    const negated = claims.map((claim) => claim.replace(/^I(?:'ve| have)/, 'I have not'));
    expect(negated.filter((sentence) => claimsOf(sentence).length > 0)).toEqual([]);
  });

  test('it is read, proven or not, and pieces are never more than the reply', () => {
    const words = Object.values(corpora).flatMap(({ claims, ordinary }) =>
      [...Object.values(claims).flat(), ...ordinary].flatMap((text) => text.split(' ')),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), (said, language) => {
        const claims = claimsOf(said);
        expect(isProven(said, language, [])).toBe(claims.length === 0);
        expect(claimGate(language).take(said, [])).toEqual(claims);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    'refunded ',
    'your refund, ',
    'a ',
    'I have not ',
    '1.',
    '1 ',
    'dollars ',
    'und',
    "i'",
    'if you ',
    'I have refunded your 20 dollars to your card, ',
    'le reembolso el dinero a su tarjeta ',
    'Refund. Done. ',
    'twenty ',
    'é\u0301',
    'r e f u n d ',
  ])('10 kB of %j do not make it run away', (part) => {
    const text = part.repeat(10_240 / part.length);
    const before = process.cpuUsage();
    claimsOf(text);
    // Some 20 ms in truth: a pattern that backtracks would take minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
  });
});
