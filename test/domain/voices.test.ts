import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { languages, speechTag } from '#lib/domain/language.ts';
import { defaultVoices, voiceFor } from '#lib/domain/voices.ts';

const types = createRequire(import.meta.url)
  .resolve('twilio/lib/twiml/VoiceResponse.js')
  .replace(/\.js$/, '.d.ts');
const known = new Set(
  [...(/type SayVoice = (.*);/.exec(readFileSync(types, 'utf8'))?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(
    ([, name]) => name,
  ),
);

test('every default voice is one of Twilio’s, and the manager sounds like someone else', () => {
  for (const { aiRep, aiManager } of Object.values(defaultVoices)) {
    expect(known).toContain(aiRep);
    expect(known).toContain(aiManager);
    expect(aiManager).not.toBe(aiRep);
  }
});

test('every default voice speaks the variant in which we listen', () => {
  for (const language of languages)
    for (const voice of Object.values(defaultVoices[language]))
      expect(voiceFor(voice, language)).toEqual({ voice, tag: speechTag[language] });
});

test('every voice of Twilio’s in our languages that names its language is kept', () => {
  for (const name of known) {
    const [, tag, language] = /^Google\.((en|es|fr|de|pt)-[A-Z]{2})-/.exec(name ?? '') ?? [];
    const spoken = languages.find((one) => one === language);
    if (name && tag && spoken) expect(voiceFor(name, spoken)).toEqual({ voice: name, tag });
  }
});
