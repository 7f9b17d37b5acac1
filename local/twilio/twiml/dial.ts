import { Attributes } from './attributes.ts';
import { type Element, onlyText } from './elements.ts';
import { TwimlError } from './error.ts';
import type { Dial, DialledNumber } from './verbs.ts';

const e164 = /^\+[1-9]\d{6,14}$/;
const callEvents = ['initiated', 'ringing', 'answered', 'completed'] as const;
const recordings = ['do-not-record', 'record-from-answer', 'record-from-ringing', 'true', 'false'] as const;
const dualRecordings = ['record-from-answer-dual', 'record-from-ringing-dual'] as const;
/** Nouns of Twilio's that this product does not dial, so the stand-in does not play them. */
const otherNouns = ['Client', 'Conference', 'Queue', 'Sip', 'Sim', 'WhatsApp'];

export function readDial(element: Element): Dial {
  const attributes = new Attributes(element);
  const dial: Dial = {
    verb: 'Dial',
    numbers: [],
    action: attributes.url('action'),
    method: attributes.method('method', 13210),
    timeout: attributes.whole('timeout', 1, 600, 13212) ?? 30,
    timeLimit: attributes.whole('timeLimit', 1, 86_400, 13216) ?? 14_400,
    answerOnBridge: attributes.flag('answerOnBridge', false, 12200),
    callerId: attributes.matching('callerId', e164, 13214, 'a number such as +12025550100'),
    sequential: attributes.flag('sequential', false, 12200),
    hangupOnStar: attributes.flag('hangupOnStar', false, 13213),
    record: attributes.oneOf('record', [...recordings, ...dualRecordings], 13217) ?? 'do-not-record',
  };
  attributes.url('recordingStatusCallback');
  attributes.method('recordingStatusCallbackMethod', 12200);
  attributes.words('recordingStatusCallbackEvent', ['in-progress', 'completed', 'absent'], 12200);
  attributes.oneOf('recordingTrack', ['inbound', 'outbound', 'both'], 12200);
  attributes.oneOf('trim', ['trim-silence', 'do-not-trim'], 12200);
  attributes.matching('ringTone', /^[a-z]{2}(-old)?$/, 12200, 'a country such as us');
  attributes.finish();
  dial.numbers = readNumbers(element);
  return dial;
}

function readNumbers(dial: Element): DialledNumber[] {
  const nouns = dial.children.filter((child) => typeof child !== 'string') as Element[];
  const bare = dial.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
  if (bare && nouns.length) throw new TwimlError(13215, `text beside <${nouns[0]?.name}> in ${dial.where}`);
  if (bare) return [readNumber({ ...dial, attributes: {}, children: [bare] })];
  if (!nouns.length) throw new TwimlError(13223, `nobody to dial in ${dial.where}`);
  if (nouns.length > 10) throw new TwimlError(13215, `${nouns.length} numbers in ${dial.where}; at most 10`);
  return nouns.map((noun) => {
    if (noun.name === 'Number') return readNumber(noun);
    const known = otherNouns.includes(noun.name) ? 'is not played by the stand-in' : 'may not stand in a Dial';
    throw new TwimlError(13215, `${noun.where} ${known}`);
  });
}

function readNumber(element: Element): DialledNumber {
  const attributes = new Attributes(element);
  const dialled: DialledNumber = {
    number: onlyText(element, 13215),
    url: attributes.url('url'),
    method: attributes.method('method', 13221),
    statusCallback: attributes.url('statusCallback'),
    statusCallbackMethod: attributes.method('statusCallbackMethod', 12200),
    statusCallbackEvent: attributes.words('statusCallbackEvent', callEvents, 12200) ?? ['completed'],
    sendDigits: attributes.matching('sendDigits', /^[0-9*#wW]{1,32}$/, 13222, 'keys of 0-9 * # w W'),
    machineDetection: attributes.oneOf('machineDetection', ['Enable', 'DetectMessageEnd'], 12200),
    amdStatusCallback: attributes.url('amdStatusCallback'),
  };
  attributes.whole('machineDetectionTimeout', 3, 60, 12200);
  attributes.whole('machineDetectionSpeechThreshold', 1000, 6000, 12200);
  attributes.whole('machineDetectionSpeechEndThreshold', 500, 5000, 12200);
  attributes.whole('machineDetectionSilenceTimeout', 2000, 10_000, 12200);
  attributes.method('amdStatusCallbackMethod', 12200);
  attributes.finish();
  if (!e164.test(dialled.number))
    throw new TwimlError(13223, `"${dialled.number}" in ${element.where} is not a number such as +12025550100`);
  return dialled;
}
