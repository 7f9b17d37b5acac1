import type { SpeechForm } from '#lib/contracts/twilio-forms.ts';
import type { Heard } from '#lib/domain/dialogue.ts';

/** Twilio recognises at most 60 s of speech; more text than that is not speech. */
const longestUtterance = 4_000;

/** What a Gather's form brought: words, keys, or nothing. An empty field is nothing. */
export function heardOf(form: SpeechForm): Heard {
  const text = clip((form.SpeechResult ?? '').trim());
  if (text !== '') {
    const confidence = Number(form.Confidence);
    return { kind: 'spoken', text, ...(confidence > 0 && confidence <= 1 ? { confidence } : {}) };
  }
  const digits = (form.Digits ?? '').replace(/[^\d*#]/g, '').slice(0, 32);
  return digits === '' ? { kind: 'silence' } : { kind: 'keys', digits };
}

/** Never half a character at the end: the model's API refuses a request that holds one. */
const clip = (text: string): string => text.slice(0, longestUtterance).replace(/[\uD800-\uDBFF]$/, '');
