import type { Language } from '#lib/domain/language.ts';
import { type Lines, normalise, type Words } from '#local/claude/persona/words.ts';

const questionWords: Words = {
  en: [
    'what',
    "what's",
    'how',
    'where',
    'when',
    'which',
    'do you',
    'can i',
    'can you',
    'is there',
    'are there',
    'is the',
    'does',
  ],
  es: ['qué', 'cuál', 'cuáles', 'cómo', 'cuándo', 'cuánto', 'cuánta', 'cuántos', 'dónde', 'tienen', 'hay', 'puedo'],
  fr: [
    'que',
    'quel',
    'quelle',
    'quels',
    'quelles',
    'comment',
    'quand',
    'combien',
    'est-ce',
    'avez-vous',
    'puis-je',
    'y a-t-il',
  ],
  de: ['was', 'wie', 'wo', 'wann', 'welche', 'welcher', 'welches', 'haben sie', 'gibt es', 'kann ich', 'ist', 'sind'],
  pt: ['que', 'qual', 'quais', 'como', 'quando', 'quanto', 'quantos', 'onde', 'vocês têm', 'vocês fazem', 'posso'],
};

/** A recogniser may leave the question mark out: then the first words tell. */
export function isQuestion(words: string, heard: string, language: Language): boolean {
  return words.includes('?') || questionWords[language].some((word) => heard.startsWith(normalise(word)));
}

/** Words of four letters and more that say nothing about what is asked. Shorter ones never count. */
const empty: Lines = {
  en:
    'about also anything could does from have hello know like long many much need please question some ' +
    'tell thank thanks that there they this want what when where which will with would your',
  es:
    'algo algún alguna como cuál cuáles cuándo cuánto dónde esta este favor gracias hola para pregunta ' +
    'puede puedo quería quiero saber sobre tiene tienen ustedes',
  fr:
    'avec avez bonjour cela combien comment dans elle merci plaît pour pouvez puis quand quel quelle ' +
    'quelles quels question savoir sont votre vous voudrais',
  de:
    'aber auch bitte danke denn eine einen etwas frage gibt haben hallo ihnen ihre kann können lange mich ' +
    'möchte noch viel wann welche wissen würde',
  pt:
    'algum alguma como esse esta este favor gostaria isso obrigado onde para pergunta posso quais qual ' +
    'quando quanto quero saber sobre você vocês',
};

/** The words of an utterance that carry its matter. */
export function wordsThatMatter(heard: string, language: Language): string[] {
  const skipped = new Set(normalise(empty[language]).split(' '));
  return heard.split(' ').filter((word) => word.length > 3 && !skipped.has(word));
}
