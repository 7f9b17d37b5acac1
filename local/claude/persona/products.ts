import { foundThis, type Topic } from '#local/claude/persona/topic.ts';

/** What Maple & Pine sells. */
export const products: readonly Topic[] = [
  {
    name: 'table',
    words: {
      en: ['table*', 'oak'],
      es: ['mesa*', 'roble'],
      fr: ['table*', 'chêne'],
      de: ['tisch*', 'esstisch*', 'eiche*'],
      pt: ['mesa*', 'carvalho'],
    },
    query: {
      en: 'oak dining table',
      es: 'mesa de roble',
      fr: 'table chêne',
      de: 'Esstisch Eiche',
      pt: 'mesa carvalho',
    },
    opener: foundThis,
    particular: true,
  },
  {
    name: 'curtains',
    words: {
      en: ['curtain*', 'linen'],
      es: ['cortina*', 'lino'],
      fr: ['rideau*', 'lin'],
      de: ['vorhang*', 'vorhänge*', 'gardine*', 'leinen*'],
      pt: ['cortina*', 'linho'],
    },
    query: {
      en: 'linen curtains',
      es: 'cortinas lino',
      fr: 'rideaux lin',
      de: 'Leinen Vorhänge',
      pt: 'cortinas linho',
    },
    opener: foundThis,
    particular: true,
  },
  {
    name: 'lamp',
    words: {
      en: ['lamp*', 'ceramic'],
      es: ['lámpara*', 'cerámica'],
      fr: ['lampe*', 'céramique'],
      de: ['lampe*', 'keramik*'],
      pt: ['luminária*', 'abajur*', 'lâmpada*', 'cerâmica'],
    },
    query: {
      en: 'ceramic lamp',
      es: 'lámpara cerámica',
      fr: 'lampe céramique',
      de: 'Keramik Lampe',
      pt: 'luminária cerâmica',
    },
    opener: foundThis,
    particular: true,
  },
  {
    name: 'rugs',
    words: {
      en: ['rug', 'rugs', 'carpet*', 'wool'],
      es: ['alfombra*', 'lana'],
      fr: ['tapis', 'laine'],
      de: ['teppich*', 'wolle', 'wollteppich*'],
      pt: ['tapete*', 'lã'],
    },
    query: { en: 'wool rug', es: 'alfombra lana', fr: 'tapis laine', de: 'Wollteppich Teppich', pt: 'tapete lã' },
    opener: foundThis,
    particular: true,
  },
];
