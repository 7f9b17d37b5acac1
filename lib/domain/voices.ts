import { type Language, speechTag } from '#lib/domain/language.ts';

/**
 * Who speaks where a company has chosen no voice: the caller hears at once that the manager is someone else. Polly's neural
 * voices, each of the language in `speechTag`: natural enough for long calls, a quarter of the price of the generative
 * ones ($0.0032 to $0.013 per 100 characters), and not in beta.
 */
export const defaultVoices: Record<Language, { aiRep: string; aiManager: string }> = {
  en: { aiRep: 'Polly.Joanna-Neural', aiManager: 'Polly.Matthew-Neural' },
  es: { aiRep: 'Polly.Lupe-Neural', aiManager: 'Polly.Pedro-Neural' },
  fr: { aiRep: 'Polly.Lea-Neural', aiManager: 'Polly.Remi-Neural' },
  de: { aiRep: 'Polly.Vicki-Neural', aiManager: 'Polly.Daniel-Neural' },
  pt: { aiRep: 'Polly.Camila-Neural', aiManager: 'Polly.Thiago-Neural' },
};

/** Polly's voices in our languages, as Twilio names them. `Polly.X`, `Polly.X-Neural` and `Polly.X-Generative` speak one variant. */
const pollyVoices: Record<string, string> = {
  'en-US': 'Danielle Gregory Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Patrick Ruth Salli Stephen',
  'en-GB': 'Amy Arthur Brian Emma',
  'en-AU': 'Nicole Olivia Russell',
  'en-IE': 'Niamh',
  'en-IN': 'Kajal Raveena',
  'en-NZ': 'Aria',
  'en-ZA': 'Ayanda',
  'es-US': 'Lupe Miguel Pedro Penelope',
  'es-ES': 'Conchita Enrique Lucia Sergio',
  'es-MX': 'Andres Mia Mía',
  'fr-FR': 'Celine Lea Mathieu Remi Rémi',
  'fr-BE': 'Isabelle',
  'fr-CA': 'Chantal Gabrielle Liam',
  'de-DE': 'Daniel Hans Marlene Vicki',
  'de-AT': 'Hannah',
  'pt-BR': 'Camila Ricardo Thiago Vitoria',
  'pt-PT': 'Cristiano Ines',
};

const polly = /^Polly\.(\p{L}+)(?:-Neural|-Generative)?$/u;
const google = /^Google\.([a-z]{2}-[A-Z]{2})-(?:Standard|Wavenet|Neural2|Studio|Chirp3-HD)-[A-Za-z]+$/;

const tagOfPolly = new Map(
  Object.entries(pollyVoices).flatMap(([tag, names]) => names.split(' ').map((name) => [name, tag] as const)),
);

/**
 * The voice and the BCP 47 tag for a text in `language`. The tag is the voice's own (a British voice is told en-GB), because
 * Twilio's Say fails where the two do not fit (13511), and then the caller hears nothing. For the same reason a voice
 * that we do not know, or that speaks another language, gives way to the default one.
 */
export function voiceFor(voice: string, language: Language): { voice: string; tag: string } {
  const tag = google.exec(voice)?.[1] ?? tagOfPolly.get(polly.exec(voice)?.[1] ?? '');
  if (tag?.startsWith(`${language}-`)) return { voice, tag };
  return { voice: defaultVoices[language].aiRep, tag: speechTag[language] };
}
