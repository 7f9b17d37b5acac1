import { describe, expect, test } from 'vitest';
import { consents } from '#lib/domain/consent.ts';
import type { Language } from '#lib/domain/language.ts';

const says: Record<Language, { yes: string[]; no: string[] }> = {
  en: {
    yes: [
      'Yes.',
      'yes yes',
      'Yeah, sure.',
      'Um, okay, go ahead please.',
      'Yes, you may record my message.',
      'Why not.',
    ],
    no: [
      'No.',
      'Yes, no.',
      "I'd rather not.",
      'Okay, but not this.',
      'What for',
      'Are you sure',
      'Please',
      'You may not',
    ],
  },
  es: {
    yes: ['Sí.', 'si', 'Claro que sí, gracias.', 'Bueno, vale.', 'Por favor, adelante.', 'Sí, puede grabarlo.'],
    no: ['No.', 'Sí, pero no lo guarden.', 'Bueno.', 'Prefiero que no.', 'No sí', '¿Para qué?', 'No puede'],
  },
  fr: {
    yes: ['Oui.', "D'accord.", 'Euh, oui, bien sûr.', 'Allez-y, s’il vous plaît.', 'Pas de problème.', 'Oui merci'],
    no: ['Non.', 'Oui, mais pas tout.', 'Je ne veux pas.', 'Merci.', 'Pas d’accord', 'Pourquoi', 'Vous ne pouvez pas'],
  },
  de: {
    yes: ['Ja.', 'Ja, bitte.', 'Na klar, gerne.', 'Äh, von mir aus.', 'Ja, das dürfen Sie.', 'Das ist in Ordnung.'],
    no: [
      'Nein.',
      'Ja, aber nicht speichern.',
      'Lieber nicht.',
      'Bitte.',
      'Ist das sicher',
      'Das ist nicht in Ordnung.',
    ],
  },
  pt: {
    yes: ['Sim.', 'Pode, sim.', 'Claro, pode gravar.', 'Tá bom.', 'Está bem, obrigada.', 'Por mim tudo bem.'],
    no: ['Não.', 'Sim, mas não guarde.', 'Prefiro não.', 'Por favor.', 'Não pode', 'Para quê?', 'De jeito nenhum'],
  },
};

describe.each(Object.entries(says))('a caller who speaks %s', (language, { yes, no }) => {
  test.each(yes)('consents with "%s"', (text) => {
    expect(consents({ kind: 'spoken', text }, language as Language)).toBe(true);
  });

  test.each(no)('does not consent with "%s"', (text) => {
    expect(consents({ kind: 'spoken', text }, language as Language)).toBe(false);
  });
});

test('the key 1 consents, and no other one', () => {
  const given = ['1', '2', '0', '11', '#', '*'].filter((digits) => consents({ kind: 'keys', digits }, 'en'));
  expect(given).toEqual(['1']);
});

test('silence, a question back, and a yes in a language that nobody listens for are no consent', () => {
  expect(consents({ kind: 'silence' }, 'en')).toBe(false);
  expect(consents({ kind: 'spoken', text: 'Yes?' }, 'en')).toBe(false);
  expect(consents({ kind: 'spoken', text: 'Da.' }, 'en')).toBe(false);
});
