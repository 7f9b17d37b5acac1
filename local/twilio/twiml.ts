import { readDial } from './twiml/dial.ts';
import { childElements, type Element, readElements } from './twiml/elements.ts';
import { readHangup, readRecord, readRedirect, readReject } from './twiml/endings.ts';
import { TwimlError } from './twiml/error.ts';
import { readGather } from './twiml/gather.ts';
import { readPrompt } from './twiml/say.ts';
import type { TwimlVerb } from './twiml/verbs.ts';
import { warningsOf } from './twiml/warnings.ts';

export type TwimlOptions = {
  /** The document runs for the callee of a Dial before bridging: only Say, Play, Pause, Gather, Hangup. */
  whisper?: boolean;
};

export type TwimlDocument = { verbs: TwimlVerb[]; warnings: string[] };

const byteLimit = 64 * 1024;
const whisperVerbs = ['Say', 'Play', 'Pause', 'Gather', 'Hangup'];
/** Verbs of Twilio's that this product does not speak, so the stand-in does not play them. */
const otherVerbs = [
  'Connect',
  'Enqueue',
  'Leave',
  'Pay',
  'Prompt',
  'Queue',
  'Refer',
  'Sms',
  'Message',
  'Start',
  'Stop',
];
const verbs = ['Say', 'Play', 'Pause', 'Gather', 'Dial', 'Record', 'Redirect', 'Hangup', 'Reject'];

/** The verbs of a TwiML document. Stricter than Twilio: what Twilio warns of and runs anyway throws a TwimlError here. */
export function parseTwiml(body: string | Buffer, options: TwimlOptions = {}): TwimlVerb[] {
  return readTwiml(body, options).verbs;
}

/** As parseTwiml, with what a reviewer should know beside the verbs: unreachable verbs, loops, silence that ends the call. */
export function readTwiml(body: string | Buffer, options: TwimlOptions = {}): TwimlDocument {
  const root = readElements(decode(body));
  if (root.name !== 'Response') throw new TwimlError(12102, `the root element is <${root.name}>, not <Response>`);
  const [attribute] = Object.keys(root.attributes);
  if (attribute) throw new TwimlError(12200, `unknown attribute ${attribute} in ${root.where}`);
  const read = childElements(root).map((element) => readVerb(element, options));
  return { verbs: read, warnings: options.whisper ? [] : warningsOf(read) };
}

function decode(body: string | Buffer): string {
  if (typeof body === 'string' && !body.isWellFormed())
    throw new TwimlError(12100, 'the document holds half a surrogate pair');
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.length > byteLimit) throw new TwimlError(11750, `${bytes.length} bytes of TwiML; at most ${byteLimit}`);
  if (!bytes.length) throw new TwimlError(12100, 'the document is empty');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TwimlError(12100, 'the document is not UTF-8');
  }
}

function readVerb(element: Element, { whisper }: TwimlOptions): TwimlVerb {
  if (whisper && !whisperVerbs.includes(element.name))
    throw new TwimlError(
      element.name === 'Dial' ? 13201 : 12200,
      `${element.where}: a whisper holds only ${whisperVerbs.join(', ')}`,
    );
  const prompt = readPrompt(element);
  if (prompt) return prompt;
  switch (element.name) {
    case 'Gather':
      return readGather(element);
    case 'Dial':
      return readDial(element);
    case 'Record':
      return readRecord(element);
    case 'Redirect':
      return readRedirect(element);
    case 'Hangup':
      return readHangup(element);
    case 'Reject':
      return readReject(element);
    default:
      throw new TwimlError(12200, unknownVerb(element));
  }
}

function unknownVerb(element: Element): string {
  if (otherVerbs.includes(element.name)) return `${element.where} is not played by the stand-in`;
  const meant = verbs.find((verb) => verb.toLowerCase() === element.name.toLowerCase());
  return `${element.where} is not a verb${meant ? `; names are case-sensitive, it is <${meant}>` : ''}`;
}
