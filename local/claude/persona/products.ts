import { foundThis, type Topic } from '#local/claude/persona/topic.ts';
import type { Words } from '#local/claude/persona/words.ts';

/** What Maple & Pine sells. */
export const products: readonly Topic[] = [
  product('table', {
    en: ['table*', 'oak'],
    es: ['mesa*', 'roble'],
    fr: ['table*', 'chêne'],
    de: ['tisch*', 'esstisch*', 'eiche*'],
    pt: ['mesa*', 'carvalho'],
  }),
  product('curtains', {
    en: ['curtain*', 'linen'],
    es: ['cortina*', 'lino'],
    fr: ['rideau*', 'lin'],
    de: ['vorhang*', 'vorhänge*', 'gardine*', 'leinen*'],
    pt: ['cortina*', 'linho'],
  }),
  product('lamp', {
    en: ['lamp*', 'ceramic'],
    es: ['lámpara*', 'cerámica'],
    fr: ['lampe*', 'céramique'],
    de: ['lampe*', 'keramik*'],
    pt: ['luminária*', 'abajur*', 'lâmpada*', 'cerâmica'],
  }),
  product('rugs', {
    en: ['rug', 'rugs', 'carpet*', 'wool'],
    es: ['alfombra*', 'lana'],
    fr: ['tapis', 'laine'],
    de: ['teppich*', 'wolle', 'wollteppich*'],
    pt: ['tapete*', 'lã'],
  }),
];

/** A product is searched for by its own words. */
function product(name: string, words: Words): Topic {
  const query = (language: keyof Words) => words[language].map((word) => word.replace('*', '')).join(' ');
  return {
    name,
    words,
    query: { en: query('en'), es: query('es'), fr: query('fr'), de: query('de'), pt: query('pt') },
    opener: foundThis,
  };
}
