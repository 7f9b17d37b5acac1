import type { Language } from '#lib/domain/language.ts';

/**
 * Where the company wrote its texts in English and the caller speaks another language, the figures of the text are put
 * into a sentence of theirs. A sentence without such figures is left to be read out as it is.
 */
type Figures = { pattern: RegExp; say: Record<Exclude<Language, 'en'>, (...figures: string[]) => string> };

const figuresOf: Record<string, Figures> = {
  shipping: {
    pattern: /(\d+) (?:to|or|and) (\d+) (?:working|business) days/,
    say: {
      es: (from, to) => `Los envíos tardan de ${from} a ${to} días laborables.`,
      fr: (from, to) => `La livraison prend de ${from} à ${to} jours ouvrés.`,
      de: (from, to) => `Der Versand dauert ${from} bis ${to} Werktage.`,
      pt: (from, to) => `A entrega leva de ${from} a ${to} dias úteis.`,
    },
  },
  returns: {
    pattern: /(?:within|for|up to) (\d+) days/,
    say: {
      es: (days) => `Puede devolver un artículo en un plazo de ${days} días.`,
      fr: (days) => `Vous pouvez renvoyer un article sous ${days} jours.`,
      de: (days) => `Sie können Artikel innerhalb von ${days} Tagen zurückgeben.`,
      pt: (days) => `Você pode devolver um produto em até ${days} dias.`,
    },
  },
  hours: {
    pattern: /(\d+)(?::00)?(?: ?am)? (?:to|until|and) (\d+)(?::00)?( ?pm)?/,
    say: {
      es: (from, to, pm) => `Abrimos de ${from} a ${hour(to, pm)} horas.`,
      fr: (from, to, pm) => `Nous sommes ouverts de ${from} heures à ${hour(to, pm)} heures.`,
      de: (from, to, pm) => `Wir sind von ${from} bis ${hour(to, pm)} Uhr für Sie da.`,
      pt: (from, to, pm) => `Funcionamos das ${from} às ${hour(to, pm)} horas.`,
    },
  },
  warranty: {
    pattern: /(\d+)[- ]years?/,
    say: {
      es: (years) => `La garantía es de ${years} ${years === '1' ? 'año' : 'años'}.`,
      fr: (years) => `La garantie est de ${years} ${years === '1' ? 'an' : 'ans'}.`,
      de: (years) => `Die Garantie gilt ${years} ${years === '1' ? 'Jahr' : 'Jahre'}.`,
      pt: (years) => `A garantia é de ${years} ${years === '1' ? 'ano' : 'anos'}.`,
    },
  },
};

/** An English text's figures as a sentence in the caller's language, if the topic has any and the text gives them. */
export function sayFigures(topic: string, text: string, language: Language): string | undefined {
  const figures = figuresOf[topic];
  if (!figures || language === 'en') return undefined;
  const [, ...found] = figures.pattern.exec(inDigits(text)) ?? [];
  return found.length > 0 ? figures.say[language](...found) : undefined;
}

/** Five in the afternoon is 17 everywhere but in English. */
function hour(figure: string | undefined, pm: string | undefined): string {
  return pm && Number(figure) < 12 ? String(Number(figure) + 12) : String(figure);
}

const numberWords = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ].entries(),
  [14, 'fourteen'],
  [18, 'eighteen'],
  [30, 'thirty'],
  [60, 'sixty'],
  [90, 'ninety'],
] as const;

/** Texts that are written to be spoken say numbers in words. */
function inDigits(text: string): string {
  return numberWords
    .reduce(
      (soFar, [number, word]) => soFar.replace(new RegExp(`\\b${word}\\b`, 'gi'), String(number)),
      text.toLowerCase(),
    )
    .replace(/(?<=\d)\s*[–-]\s*(?=\d)/g, ' to ');
}
