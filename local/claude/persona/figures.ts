import type { Language } from '#lib/domain/language.ts';

type Foreign = Exclude<Language, 'en'>;

/** What an English text says in figures, and how that is said in the other languages. */
type Figures = {
  read(text: string): readonly string[] | undefined;
  say: Record<Foreign, (...figures: string[]) => string>;
};

/**
 * Where the company wrote its texts in English and the caller speaks another language, what figures and names the text
 * gives are put into a sentence of theirs. A text that gives none is left to be read out as it is.
 */
export function sayFigures(topic: string, text: string, language: Language): string | undefined {
  const figures = figuresOf[topic];
  if (!figures || language === 'en') return undefined;
  const found = figures.read(inDigits(text));
  return found?.length ? figures.say[language](...found) : undefined;
}

const figuresOf: Record<string, Figures> = {
  shipping: {
    read: groups(/(\d+) (?:to|or|and) (\d+) (?:working|business) days/),
    say: {
      es: (from, to) => `Los envíos tardan de ${from} a ${to} días laborables.`,
      fr: (from, to) => `La livraison prend de ${from} à ${to} jours ouvrés.`,
      de: (from, to) => `Der Versand dauert ${from} bis ${to} Werktage.`,
      pt: (from, to) => `A entrega leva de ${from} a ${to} dias úteis.`,
    },
  },
  returns: {
    read: groups(/(?:within|for|up to) (\d+) days/),
    say: {
      es: (days) => `Puede devolver un artículo en un plazo de ${days} días.`,
      fr: (days) => `Vous pouvez renvoyer un article sous ${days} jours.`,
      de: (days) => `Sie können Artikel innerhalb von ${days} Tagen zurückgeben.`,
      pt: (days) => `Você pode devolver um produto em até ${days} dias.`,
    },
  },
  hours: {
    read: (text) => {
      const [from, to = '', evening] =
        groups(
          /(\d+)(?::00)?(?: ?am| in the morning)? (?:to|until|and) (\d+)(?::00)?( ?pm| in the (?:afternoon|evening))?/,
        )(text) ?? [];
      // Six in the evening is 18 everywhere but in English.
      return from === undefined ? undefined : [from, evening && Number(to) < 12 ? String(Number(to) + 12) : to];
    },
    say: {
      es: (from, to) => `Abrimos de ${from} a ${to} horas.`,
      fr: (from, to) => `Nous sommes ouverts de ${from} heures à ${to} heures.`,
      de: (from, to) => `Wir sind von ${from} bis ${to} Uhr für Sie da.`,
      pt: (from, to) => `Funcionamos das ${from} às ${to} horas.`,
    },
  },
  warranty: {
    read: (text) => {
      const years = [...text.matchAll(/(\d+)[- ]years?/g)].map((match) => Number(match[1])).sort((a, b) => a - b);
      return [...new Set([years[0], years.at(-1)])].filter((year) => year !== undefined).map(String);
    },
    say: {
      es: (least, most) => `La garantía es de ${least} ${most ? `a ${most} años, según el producto` : 'años'}.`,
      fr: (least, most) => `La garantie est de ${least} ${most ? `à ${most} ans, selon le produit` : 'ans'}.`,
      de: (least, most) => `Die Garantie gilt ${least} ${most ? `bis ${most} Jahre, je nach Produkt` : 'Jahre'}.`,
      pt: (least, most) => `A garantia é de ${least} ${most ? `a ${most} anos, conforme o produto` : 'anos'}.`,
    },
  },
  payment: {
    read: (text) => Object.keys(meansOfPayment).filter((means) => text.includes(means)),
    say: {
      es: (...means) => `Puede pagar con ${listed('es', means)}.`,
      fr: (...means) => `Vous pouvez payer par ${listed('fr', means)}.`,
      de: (...means) => `Sie können per ${listed('de', means)} bezahlen.`,
      pt: (...means) => `Você pode pagar com ${listed('pt', means)}.`,
    },
  },
};

const meansOfPayment: Record<string, Record<Foreign, string>> = {
  card: { es: 'tarjeta', fr: 'carte', de: 'Karte', pt: 'cartão' },
  'bank transfer': { es: 'transferencia', fr: 'virement', de: 'Überweisung', pt: 'transferência' },
  invoice: { es: 'factura', fr: 'facture', de: 'Rechnung', pt: 'fatura' },
  paypal: { es: 'PayPal', fr: 'PayPal', de: 'PayPal', pt: 'PayPal' },
};

function listed(language: Foreign, means: string[]): string {
  const names = means.map((name) => meansOfPayment[name]?.[language] ?? name);
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

/** A text with two such figures tells them apart in words that we cannot say: then none is taken. */
function groups(pattern: RegExp): Figures['read'] {
  return (text) => {
    const [only, ...others] = text.matchAll(new RegExp(pattern, 'g'));
    return others.length > 0 ? undefined : only?.slice(1);
  };
}

const numberWords: readonly (readonly [number, string])[] = [
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
];

/** Texts that are written to be spoken say numbers in words. */
function inDigits(text: string): string {
  const plain = numberWords.reduce(
    (soFar, [number, word]) => soFar.replace(new RegExp(`\\b${word}\\b`, 'g'), String(number)),
    text.toLowerCase(),
  );
  return plain.replace(/(?<=\d)\s*[–-]\s*(?=\d)/g, ' to ');
}
