import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#lib/domain/language.ts';
import { scriptPurposes } from '#lib/domain/script.ts';
import { builtInScripts, resolveScripts } from '#lib/domain/scripts.ts';

const names = { company: 'Momentum', name: 'Ada', manager: 'Morgan' };

const saysItIsAnAi: Record<Language, RegExp> = {
  en: /\bAI\b/,
  es: /inteligencia artificial/,
  fr: /intelligence artificielle/,
  de: /\bKI\b/,
  pt: /inteligência artificial/,
};

const zero: Record<Language, RegExp> = { en: /zero/, es: /cero/, fr: /zéro/, de: /Null/, pt: /zero/ };

describe.each(languages)('the built-in texts in %s', (language) => {
  const scripts = resolveScripts(language, {}, names);

  test.each(scriptPurposes)('have words for %s, short enough for one breath', (purpose) => {
    expect(scripts[purpose].length).toBeGreaterThan(0);
    for (const own of scripts[purpose]) {
      // What a company calls about is filled in call by call.
      const text = purpose === 'outboundOpening' ? own.replace('{about}', 'your order') : own;
      expect(text.trim()).toBe(text);
      expect(text).toMatch(/[.?!]$/);
      expect(text).not.toMatch(/[{}<>&]/);
      expect(text.length).toBeLessThan(180);
    }
  });

  test('say in the first sentence that this is an AI, and whose', () => {
    for (const text of scripts.disclosure) {
      expect(text).toMatch(saysItIsAnAi[language]);
      expect(text).toContain('Ada');
      expect(text).toContain('Momentum');
      expect(text.match(/[.?!]/g)).toHaveLength(1);
    }
  });

  test('vary their fillers', () => {
    expect(new Set(scripts.filler).size).toBeGreaterThanOrEqual(6);
    expect(scripts.filler.every((text) => text.length < 50)).toBe(true);
  });

  test('offer a person by pressing zero only where there is one', () => {
    const offering = scriptPurposes.filter((purpose) => scripts[purpose].some((text) => zero[language].test(text)));
    expect(offering).toEqual(['tooSlow', 'refusal']);
  });

  test('nudge in two different ways', () => {
    expect(scripts.secondNudge.filter((text) => scripts.firstNudge.includes(text))).toEqual([]);
  });

  test('need no name where none is known yet', () => {
    for (const purpose of ['notInService', 'callOver', 'systemApology'] as const) {
      expect(builtInScripts[language][purpose].join()).not.toMatch(/[{}]/);
    }
  });
});

describe("a company's own wording", () => {
  test('wins for the purpose it words, and for no other', () => {
    const scripts = resolveScripts('en', { greeting: ['Welcome to { Company }, what is up?'] }, names);
    expect(scripts.greeting).toEqual(['Welcome to Momentum, what is up?']);
    expect(scripts.goodbye).toEqual(resolveScripts('en', {}, names).goodbye);
  });

  test('never words away that this is an AI', () => {
    const scripts = resolveScripts('en', { disclosure: ['Hi, I am Ada, a person like you.'] }, names);
    expect(scripts.disclosure).toEqual(['Hello, this is Ada, the AI assistant of Momentum.']);
  });

  test('is ignored where it is empty', () => {
    const builtIn = resolveScripts('en', {}, names);
    expect(resolveScripts('en', { greeting: ['', '  '] }, names).greeting).toEqual(builtIn.greeting);
    expect(resolveScripts('en', { greeting: [] }, names).greeting).toEqual(builtIn.greeting);
    expect(resolveScripts('en', { filler: [' ', 'Hm. '] }, names).filler).toEqual(['Hm.']);
  });

  test('keeps names as they are, however they are spelled', () => {
    const scripts = resolveScripts(
      'en',
      { greeting: ['{name} of {company}'] },
      {
        company: '{name} $& Co',
        name: 'A',
        manager: 'M',
      },
    );
    expect(scripts.greeting).toEqual(['A of {name} $& Co']);
  });
});
