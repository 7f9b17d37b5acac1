import { Attributes, isWebhookUrl, urlWanted } from './attributes.ts';
import { type Element, nothingInside, onlyText } from './elements.ts';
import { TwimlError } from './error.ts';
import type { Pause, Play, Prompt, Say } from './verbs.ts';
import { isVoice, languageOfVoice, sayLimit } from './voices.ts';

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const ssml = ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'];
/** Twilio sends the text on URL-encoded; the 13521 page gives this ceiling, the one that binds for non-ASCII text. */
const encodedLimit = 4500;

/** The verbs that may also stand in a Gather. Undefined for any other name. */
export function readPrompt(element: Element): Prompt | undefined {
  switch (element.name) {
    case 'Say':
      return readSay(element);
    case 'Play':
      return readPlay(element);
    case 'Pause':
      return readPause(element);
    default:
      return undefined;
  }
}

function readSay(element: Element): Say {
  const attributes = new Attributes(element);
  const voice = attributes.text('voice');
  const language = attributes.matching('language', languageTag, 13512, 'a language tag such as en-US');
  const loop = attributes.whole('loop', 0, 1000, 13510) ?? 1;
  attributes.finish();

  if (voice !== undefined && !isVoice(voice))
    throw new TwimlError(13511, `voice="${voice}" in ${element.where} is not a voice of Twilio's`);
  const spoken = voice && languageOfVoice(voice);
  if (spoken && language && spoken !== language)
    throw new TwimlError(13511, `voice ${voice} speaks ${spoken}, not language="${language}", in ${element.where}`);

  const raw = spokenText(element, voice);
  const text = raw.replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) throw new TwimlError(13520, `nothing to speak in ${element.where}`);
  checkLength(raw, voice, element.where);
  return { verb: 'Say', text, voice, language, loop };
}

function spokenText(element: Element, voice: string | undefined): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child;
      if (!ssml.includes(child.name)) throw new TwimlError(12200, `<${child.name}> may not stand in ${element.where}`);
      if (voice === 'man' || voice === 'woman' || voice?.includes('-Chirp3-HD-'))
        throw new TwimlError(13520, `voice ${voice} takes no SSML, in ${child.where}`);
      return child.attributes.alias ?? spokenText(child, voice);
    })
    .join('');
}

function checkLength(text: string, voice: string | undefined, where: string): void {
  const limit = sayLimit(voice);
  if (text.length > limit)
    throw new TwimlError(
      13521,
      `${text.length} characters to say in ${where}; ${voice ?? 'this voice'} takes ${limit}`,
    );
  const encoded = encodeURIComponent(text).length;
  if (encoded > encodedLimit)
    throw new TwimlError(13521, `${encoded} URL-encoded characters to say in ${where}; the limit is ${encodedLimit}`);
}

function readPlay(element: Element): Play {
  const attributes = new Attributes(element);
  const digits = attributes.matching('digits', /^[0-9*#wW]+$/, 12200, 'keys of 0-9 * # w W');
  const loop = attributes.whole('loop', 0, 1000, 13410) ?? 1;
  attributes.finish();
  const url = onlyText(element) || undefined;
  if (url === undefined && digits === undefined) throw new TwimlError(11100, `nothing to play in ${element.where}`);
  if (url !== undefined && !isWebhookUrl(url))
    throw new TwimlError(11100, `"${url}" in ${element.where} must be ${urlWanted}`);
  return { verb: 'Play', url, digits, loop };
}

function readPause(element: Element): Pause {
  const attributes = new Attributes(element);
  const length = attributes.whole('length', 0, 3600, 13910) ?? 1;
  attributes.finish();
  nothingInside(element);
  return { verb: 'Pause', length };
}
