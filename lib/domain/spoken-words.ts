import type { Language } from '#lib/domain/language.ts';

/** How a symbol sounds where a synthesiser would skip it, or read it in English. */
export type SpokenWords = {
  and: string;
  percent: string;
  at: string;
  dot: string;
  slash: string;
  dash: string;
  underscore: string;
  plus: string;
  equals: string;
  times: string;
  number: string;
  about: string;
  lessThan: string;
  moreThan: string;
};

export const spokenWords: Record<Language, SpokenWords> = {
  en: {
    and: 'and',
    percent: 'percent',
    at: 'at',
    dot: 'dot',
    slash: 'slash',
    dash: 'dash',
    underscore: 'underscore',
    plus: 'plus',
    equals: 'equals',
    times: 'times',
    number: 'number',
    about: 'about',
    lessThan: 'less than',
    moreThan: 'more than',
  },
  es: {
    and: 'y',
    percent: 'por ciento',
    at: 'arroba',
    dot: 'punto',
    slash: 'barra',
    dash: 'guion',
    underscore: 'guion bajo',
    plus: 'más',
    equals: 'igual a',
    times: 'por',
    number: 'número',
    about: 'aproximadamente',
    lessThan: 'menos de',
    moreThan: 'más de',
  },
  fr: {
    and: 'et',
    percent: 'pour cent',
    at: 'arobase',
    dot: 'point',
    slash: 'slash',
    dash: 'tiret',
    underscore: 'tiret bas',
    plus: 'plus',
    equals: 'égale',
    times: 'fois',
    number: 'numéro',
    about: 'environ',
    lessThan: 'moins de',
    moreThan: 'plus de',
  },
  de: {
    and: 'und',
    percent: 'Prozent',
    at: 'at',
    dot: 'Punkt',
    slash: 'Schrägstrich',
    dash: 'Bindestrich',
    underscore: 'Unterstrich',
    plus: 'plus',
    equals: 'gleich',
    times: 'mal',
    number: 'Nummer',
    about: 'etwa',
    lessThan: 'weniger als',
    moreThan: 'mehr als',
  },
  pt: {
    and: 'e',
    percent: 'por cento',
    at: 'arroba',
    dot: 'ponto',
    slash: 'barra',
    dash: 'hífen',
    underscore: 'sublinhado',
    plus: 'mais',
    equals: 'igual a',
    times: 'vezes',
    number: 'número',
    about: 'cerca de',
    lessThan: 'menos de',
    moreThan: 'mais de',
  },
};
