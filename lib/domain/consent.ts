import type { Heard } from '#lib/domain/dialogue.ts';
import type { Language } from '#lib/domain/language.ts';

/**
 * Whether a caller said yes to being recorded: the key 1, or words of which every one is a yes or adds nothing to it.
 * Whatever else is heard (no, a question, a condition, another wish, silence, any other key) is no consent: who is not
 * understood is not recorded.
 */
export function consents(heard: Heard, language: Language): boolean {
  if (heard.kind === 'silence') return false;
  if (heard.kind === 'keys') return heard.digits === '1';
  if (heard.text.includes('?')) return false;
  const { yes, beside } = vocabularies[language];
  const marked = yes.reduce((text, phrase) => text.replaceAll(phrase, said), ` ${wordsOf(heard.text)} `);
  const words = marked.split(' ').filter((word) => word !== '');
  return words.includes(said) && words.every((word) => word === said || beside.has(word));
}

/** Stands for a yes that was found: no word of anybody's. */
const said = '+';

/** Small letters without accents or punctuation. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** `yes` is a yes by itself, longer phrases first; `beside` may stand next to one and changes nothing. */
type Vocabulary = { yes: readonly RegExp[]; beside: ReadonlySet<string> };

const vocabulary = (yes: string, beside: string): Vocabulary => ({
  yes: yes
    .split(', ')
    .sort((a, b) => b.length - a.length)
    .map((phrase) => new RegExp(`(?<= )${phrase}(?= )`, 'g')),
  beside: new Set(beside.split(' ')),
});

/** As `wordsOf` writes them. */
const vocabularies: Record<Language, Vocabulary> = {
  en: vocabulary(
    'yes, yeah, yep, yup, yes you may, you may, sure, okay, ok, of course, certainly, absolutely, definitely, go ahead, ' +
      'please do, that s fine, that is fine, it s fine, fine, fine by me, no problem, why not, i agree, i consent, all right, alright',
    'please uh um oh well hi hello thanks thank you so very much sir madam ma am by me with that record my the message a for team',
  ),
  es: vocabulary(
    'si, claro, claro que si, por supuesto, vale, de acuerdo, esta bien, muy bien, adelante, okay, ok, desde luego, ' +
      'acepto, puede grabarlo, puede grabar, puede, sin problema, no hay problema, como no',
    'por favor eh ah bueno pues gracias muchas senor senora senorita el mi mensaje lo',
  ),
  fr: vocabulary(
    'oui, ouais, bien sur, d accord, okay, ok, volontiers, certainement, absolument, tout a fait, allez y, je veux bien, ' +
      'vous pouvez, pas de probleme, avec plaisir, bien entendu, j accepte, c est bon',
    'euh ah ben merci s il vous plait monsieur madame mon le message enregistrer l',
  ),
  de: vocabulary(
    'ja, jawohl, klar, na klar, alles klar, gern, gerne, sicher, naturlich, selbstverstandlich, okay, ok, einverstanden, ' +
      'in ordnung, das ist in ordnung, das ist gut, das ist okay, das ist ok, von mir aus, machen sie das, machen sie, das durfen sie, durfen sie, kein problem, ist gut, passt',
    'bitte ah ahm also danke vielen doch sehr meine die nachricht aufnehmen aufzeichnen sie ruhig',
  ),
  pt: vocabulary(
    'sim, claro, claro que sim, com certeza, pode, pode sim, pode gravar, esta bem, ta bom, tudo bem, de acordo, concordo, ' +
      'okay, ok, aceito, por mim tudo bem, sem problema, nao tem problema, com prazer, certo',
    'por favor ah eh bom obrigado obrigada muito senhor senhora o a minha meu mensagem recado',
  ),
};
