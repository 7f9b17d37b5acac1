import type { Words } from '#local/claude/persona/words.ts';

export const yes: Words = {
  en: ['yes', 'yeah', 'yep', 'sure', 'please', 'go ahead', 'ok', 'okay', 'of course'],
  es: ['sí', 'claro', 'por favor', 'vale', 'de acuerdo', 'bueno', 'adelante', 'ok'],
  fr: ['oui', "d'accord", 'volontiers', "s'il vous plaît", 'bien sûr', 'ok'],
  de: ['ja', 'gerne', 'gern', 'bitte', 'jawohl', 'okay', 'ok'],
  pt: ['sim', 'claro', 'por favor', 'pode', 'quero', 'isso', 'ok'],
};

export const no: Words = {
  en: ['no', 'nope', 'not now'],
  es: ['no', 'ahora no'],
  fr: ['non', 'pas maintenant'],
  de: ['nein', 'nee', 'nicht nötig'],
  pt: ['não', 'agora não'],
};
