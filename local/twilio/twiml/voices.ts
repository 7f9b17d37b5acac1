// Which language a voice speaks: a bad pair makes Twilio's <Say> fail. Names not listed here pass by their pattern.

const pollyNames: Record<string, string> = {
  'en-US': 'Danielle Gregory Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Patrick Ruth Salli Stephen',
  'en-GB': 'Amy Arthur Brian Emma',
  'en-AU': 'Nicole Olivia Russell',
  'en-ZA': 'Ayanda',
  'es-US': 'Lupe Miguel Pedro Penelope',
  'es-ES': 'Conchita Enrique Lucia Sergio',
  'es-MX': 'Andres Andrés Mia Mía',
  'fr-FR': 'Celine Céline Lea Léa Mathieu Remi Rémi',
  'fr-CA': 'Chantal Gabrielle Liam',
  'de-DE': 'Daniel Hans Marlene Vicki',
  'de-AT': 'Hannah',
  'pt-BR': 'Camila Ricardo Thiago Vitoria Vitória',
  'pt-PT': 'Cristiano Ines Inês',
  'it-IT': 'Adriano Bianca Carla Giorgio',
  'nl-NL': 'Laura Lotte Ruben',
  'ja-JP': 'Kazuha Mizuki Takumi Tomoko',
};

const languageOfPolly = new Map(
  Object.entries(pollyNames).flatMap(([language, names]) => names.split(' ').map((name) => [name, language] as const)),
);

const polly = /^Polly\.(\p{L}+)(-Neural|-Generative)?$/u;
const google = /^Google\.([a-z]{2,3}-[A-Z]{2})-(Standard|Wavenet|Neural2|Studio|Chirp3-HD)-[A-Za-z]+$/;

/** Is it a voice Twilio could know? `man` and `woman` are the basic ones; `alice` is gone since 2023. */
export function isVoice(voice: string): boolean {
  return voice === 'man' || voice === 'woman' || polly.test(voice) || google.test(voice);
}

/** The one language the voice speaks, or undefined where we are not sure. */
export function languageOfVoice(voice: string): string | undefined {
  return google.exec(voice)?.[1] ?? languageOfPolly.get(polly.exec(voice)?.[1] ?? '');
}

/** Characters one <Say> may hold with this voice (13521). */
export function sayLimit(voice: string | undefined): number {
  if (voice?.startsWith('Polly.')) return 3000;
  return voice?.startsWith('Google.') ? 5000 : 4000;
}
