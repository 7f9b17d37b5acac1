import { Attributes } from './attributes.ts';
import { childElements, type Element } from './elements.ts';
import { TwimlError } from './error.ts';
import { readPrompt } from './say.ts';
import type { Gather } from './verbs.ts';

const speechModels =
  /^(default|numbers_and_commands|phone_call|experimental_(conversations|utterances)|googlev2_(long|short|telephony|telephony_short)|deepgram_[a-z0-9-]+)$/;
const languageTag = /^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*|multi)$/;

export function readGather(element: Element): Gather {
  const attributes = new Attributes(element);
  const gather: Gather = {
    verb: 'Gather',
    prompts: [],
    input: attributes.words('input', ['dtmf', 'speech'], 13326) ?? ['dtmf'],
    action: attributes.url('action'),
    method: attributes.method('method', 13312),
    actionOnEmptyResult: attributes.flag('actionOnEmptyResult', false, 13338),
    timeout: attributes.whole('timeout', 1, 600, 13313) ?? 5,
    speechTimeout: readSpeechTimeout(attributes),
    speechModel: attributes.matching('speechModel', speechModels, 13334, 'a speech model of Twilio’s'),
    language: attributes.matching('language', languageTag, 13331, 'a language tag such as en-US') ?? 'en-US',
    hints: readHints(attributes, element),
    numDigits: attributes.whole('numDigits', 1, 1000, 13314),
    finishOnKey: attributes.matching('finishOnKey', /^[0-9*#]?$/, 13310, 'one key, or empty') ?? '#',
  };
  attributes.flag('profanityFilter', true, 13333);
  attributes.flag('enhanced', false, 12200);
  attributes.flag('bargeIn', true, 13332);
  attributes.whole('maxSpeechTime', 1, 60, 13328);
  attributes.url('partialResultCallback');
  attributes.method('partialResultCallbackMethod', 13329);
  attributes.finish();

  if (gather.speechTimeout === 'auto' && gather.speechModel)
    throw new TwimlError(13335, `speechTimeout="auto" beside speechModel="${gather.speechModel}" in ${element.where}`);
  if (gather.language === 'multi' && gather.speechModel !== 'deepgram_nova-3')
    throw new TwimlError(13331, `language="multi" without speechModel="deepgram_nova-3" in ${element.where}`);
  gather.prompts = childElements(element).map((child) => {
    const prompt = readPrompt(child);
    if (!prompt) throw new TwimlError(13320, `${child.where}: a Gather holds only Say, Play and Pause`);
    return prompt;
  });
  return gather;
}

function readSpeechTimeout(attributes: Attributes): number | 'auto' | undefined {
  if (attributes.text('speechTimeout') === 'auto') return 'auto';
  return attributes.whole('speechTimeout', 1, 600, 13327);
}

function readHints(attributes: Attributes, element: Element): string[] {
  const hints = (attributes.text('hints') ?? '')
    .split(',')
    .map((hint) => hint.trim())
    .filter(Boolean);
  const long = hints.find((hint) => hint.length > 100);
  if (hints.length > 500) throw new TwimlError(13330, `${hints.length} hints in ${element.where}; at most 500`);
  if (long) throw new TwimlError(13330, `a hint of ${long.length} characters in ${element.where}; at most 100`);
  return hints;
}
