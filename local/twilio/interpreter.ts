import { type DocumentSource, type FetchedDocument, resolveUrl } from './documents.ts';
import type { Input } from './ear.ts';
import { TwimlError } from './twiml/error.ts';
import type { Dial, Gather, HttpMethod, Prompt, Record as RecordVerb, TwimlVerb } from './twiml/verbs.ts';

/** How a document came to its end when nobody interrupted it. */
export type DocumentEnd = 'hangup' | 'rejected' | 'busy' | 'fell-through';

/** Parameters for the action, or undefined where the verb has nothing to report and the next verb runs. */
export type ActionParams = Record<string, string> | undefined;

/** The leg a document plays on. Every method rejects when the call is hung up or redirected meanwhile. */
export type Player = {
  fetch(source: DocumentSource): Promise<FetchedDocument>;
  speak(prompt: Prompt): Promise<void>;
  gather(gather: Gather): Promise<Input>;
  dial(dial: Dial, base: string | undefined): Promise<ActionParams>;
  record(record: RecordVerb, base: string | undefined): Promise<ActionParams>;
  /** The call is picked up, if it was still ringing. */
  answer(): void;
  inputParams(input: Input): Record<string, string>;
};

type Step =
  | { kind: 'next' }
  | { kind: 'document'; source: DocumentSource; afterInput: boolean }
  | { kind: 'end'; by: DocumentEnd };

const next: Step = { kind: 'next' };
/** Documents in a row without a word from the person on the phone: a loop, which the real Twilio would run and bill. */
const documentLimit = 100;

/** Runs documents from the first one until the call is over. Throws TwimlError for what Twilio would not run. */
export async function runTwiml(player: Player, first: DocumentSource): Promise<DocumentEnd> {
  let source = first;
  for (let documents = 1; documents <= documentLimit; documents += 1) {
    const step = await runDocument(player, await player.fetch(source));
    if (step.kind === 'end') return step.by;
    if (step.kind === 'next') return 'fell-through';
    if (step.afterInput) documents = 0;
    source = step.source;
  }
  throw new TwimlError(11215, `${documentLimit} documents in a row without any input: the call is in a loop`);
}

async function runDocument(player: Player, { verbs, base }: FetchedDocument): Promise<Step> {
  for (const verb of verbs) {
    if (answers(verb)) player.answer();
    const step = await runVerb(player, verb, base);
    if (step.kind !== 'next') return step;
  }
  return next;
}

async function runVerb(player: Player, verb: TwimlVerb, base: string | undefined): Promise<Step> {
  const document = (url: string | undefined, method: HttpMethod, params: Record<string, string>, afterInput = false) =>
    ({ kind: 'document', source: sourceOf(url, base, method, params), afterInput }) satisfies Step;

  switch (verb.verb) {
    case 'Say':
    case 'Play':
    case 'Pause':
      await player.speak(verb);
      return next;
    case 'Gather': {
      const input = await player.gather(verb);
      const silent = input.kind === 'silence';
      if (silent && !verb.actionOnEmptyResult) return next;
      return document(verb.action, verb.method, player.inputParams(input), !silent);
    }
    case 'Dial': {
      const result = await player.dial(verb, base);
      return verb.action && result ? document(verb.action, verb.method, result) : next;
    }
    case 'Record': {
      const result = await player.record(verb, base);
      return result ? document(verb.action, verb.method, result, true) : next;
    }
    case 'Redirect':
      return document(verb.url, verb.method, {});
    case 'Hangup':
      return { kind: 'end', by: 'hangup' };
    case 'Reject':
      return { kind: 'end', by: verb.reason };
    default:
      return verb satisfies never;
  }
}

function sourceOf(
  url: string | undefined,
  base: string | undefined,
  method: HttpMethod,
  params: Record<string, string>,
): DocumentSource {
  const absolute = url === undefined ? base : resolveUrl(url, base);
  if (!absolute) throw new TwimlError(15004, 'a verb without action in a document given inline, without a URL');
  return { kind: 'url', url: absolute, method, params };
}

/** Pause, Redirect and Reject leave a ringing call ringing; so does a Dial that answers on the bridge. */
function answers(verb: TwimlVerb): boolean {
  if (verb.verb === 'Dial') return !verb.answerOnBridge;
  return verb.verb !== 'Pause' && verb.verb !== 'Redirect' && verb.verb !== 'Reject';
}
