/** The languages we greet, prompt and speak in. */
export const languages = ['en', 'es', 'fr', 'de', 'pt'] as const;
export type Language = (typeof languages)[number];

/** BCP 47 tags that Twilio's speech recognition and synthesis take. */
export const speechTag: Record<Language, string> = {
  en: 'en-US',
  es: 'es-US',
  fr: 'fr-FR',
  de: 'de-DE',
  pt: 'pt-BR',
};

/** The language's own English name, for prompts. */
export const languageName: Record<Language, string> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  pt: 'Portuguese',
};
