import { describe, expect, test } from 'vitest';
import { languages } from '#lib/domain/language.ts';
import { maskDigits } from '#lib/domain/mask-digits.ts';
import { resolveScripts } from '#lib/domain/scripts.ts';
import { type Story, tellStory } from '#lib/domain/whisper-story.ts';
import { sampleAction, sampleProfile } from '#test/support/samples.ts';

const names = { company: 'Acme', name: 'Ada', manager: 'Morgan' };
const profileIn = (language: (typeof languages)[number]) =>
  sampleProfile({ language, scripts: resolveScripts(language, {}, names) });
const told = (story: Partial<Story>, language: (typeof languages)[number] = 'en'): string =>
  tellStory(profileIn(language), { reason: 'zero', next: undefined, caseFile: undefined, actions: [], ...story })
    .map(({ text }) => text)
    .join(' ');

describe('what the person hears first', () => {
  test("the model's reason and summary, and what was last decided", () => {
    const next = { kind: 'transfer', reason: 'wants more than we may give', summary: 'The rug is stained' } as const;
    const actions = [sampleAction({ state: 'denied', amount: { amountMinor: 8900, currency: 'USD' } })];
    expect(told({ reason: 'model', next, actions })).toMatch(
      /This is Acme\. .* wants more than we may give\. The rug is stained\. A refund of \$89\.00 was asked for, and the AI may not give it\.$/,
    );
  });

  test('the case file, where the model has not said why', () => {
    const caseFile = { facts: 'f', wishes: 'Money back.', offersMade: 'A credit of ten dollars.', amountsTried: 't' };
    expect(told({ caseFile })).toMatch(/The caller asked for a person\. Money back\. A credit of ten dollars\.$/);
  });

  test('nothing of a silent caller that is not true', () =>
    expect(told({ reason: 'silence' })).toBe(
      'This is Acme. Our AI assistant is passing a caller on to you. The caller has not said anything so far.',
    ));

  test('one full stop after what the caller said', () =>
    expect(told({ reason: 'api', note: 'They said: “My lamp broke.”' })).toMatch(/“My lamp broke\.”$/));

  test('of words without an end only the beginning', () =>
    expect(told({ reason: 'api', note: 'x'.repeat(2000) }).length).toBeLessThan(400));

  test.each([
    ['silence', /has not said anything/],
    ['budget', /could not go on by itself/],
    ['failure', /could not go on by itself/],
  ] as const)('%s in our words', (reason, words) => expect(told({ reason })).toMatch(words));

  test('a subscription that was changed, in every language', () => {
    const action = sampleAction({
      kind: 'subscription',
      state: 'executed',
      amount: { amountMinor: 0, currency: 'USD' },
    });
    const all = languages.map((language) => told({ actions: [action] }, language));
    expect(new Set(all).size).toBe(languages.length);
    for (const text of all) expect(text).not.toMatch(/undefined|\$0/);
  });

  test('an endless summary is cut at a word', () => {
    const next = { kind: 'transfer', reason: 'r', summary: 'word '.repeat(500) } as const;
    expect(told({ reason: 'model', next }).length).toBeLessThan(500);
  });

  test('no card number', () => {
    const next = {
      kind: 'transfer',
      reason: 'card',
      summary: 'Their card is 4111 1111 1111 1111, order 4711.',
    } as const;
    const text = told({ reason: 'model', next });
    expect(text).not.toMatch(/1\D?1\D?1\D?1/);
    expect(text).toContain('order 4711');
  });
});

test.each([
  ['4111111111111111', '…'],
  ['4111-1111-1111-1111', '…'],
  ['4111, 1111, 1111, 1111 please', '… please'],
  ['4 1 1 1 1 1 1 1 1 1 1 1', '…'],
  ['123-45-6789', '…'],
  ['order 12345678 of 2026', 'order 12345678 of 2026'],
  ['order 4711, 89.00 dollars', 'order 4711, 89.00 dollars'],
])('%s is heard as %s', (text, masked) => {
  expect(maskDigits(text)).toBe(masked);
});
