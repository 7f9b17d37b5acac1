import { parseArgs } from 'node:util';
import type { Answer, Line, Next } from '#lib/domain/answer.ts';
import { type Language, languages } from '#lib/domain/language.ts';
import { maxSentenceChars, sentenceCutter } from '#lib/domain/sentences.ts';
import { maxSpeakableChars, toSpeakable } from '#lib/domain/speakable.ts';
import { defaultVoices } from '#lib/domain/voices.ts';
import { renderAnswer } from '#lib/http/twiml.ts';
import { maxSayChars, maxSayEncoded } from '#lib/http/xml-text.ts';
import { parseTwiml } from '#local/twilio/twiml.ts';
import { type Chance, chanceOf, hostileReply } from '#scripts/hostile-replies.ts';

// Speaks generated replies from a model that means harm, and checks every document that Twilio would get. All documents pass a
// cheap check of their exact structure; one in two hundred also passes the stand-in's strict reader, one in ten is made
// speakable twice, which must change nothing, and one in two is also cut as a stream of random deltas.
//   node scripts/fuzz-speech.ts [--count 1000000] [--seed 1] [--only <number of one reply>]

const strictEvery = 200;
const twiceEvery = 10;
const splitEvery = 2;
const shownViolations = 5;
const routes = {
  speech: (turn: number, part?: number) => `https://x.test/s/${turn}/${part ?? 0}?a=1&b=2`,
  escalate: (attempt: number, step: string) => `https://x.test/e/${attempt}/${step}`,
  record: (turn: number, step: string) => `https://x.test/r/${turn}/${step}`,
  recordEvent: (turn: number, step: string) => `https://x.test/r/${turn}/events/${step}`,
};

const text = String.raw`(?=[^<]*[\p{L}\p{N}])[^<&>]*(?:&(?:amp|lt|gt);[^<&>]*)*`;
const says = String.raw`(?:<Say voice="[\w.-]+" language="[a-z]{2}-[A-Z]{2}">${text}</Say>)*`;
const url = String.raw`https://x\.test/[\w/.?=;&-]+`;
const gather = String.raw`<Gather input="dtmf speech" action="${url}" method="POST" actionOnEmptyResult="true" numDigits="1" timeout="\d+" speechTimeout="\d+" speechModel="phone_call" language="[a-z]{2}-[A-Z]{2}"(?: hints="[^"<]+")?`;
const redirect = `<Redirect method="POST">${url}</Redirect>`;
const dial = String.raw`<Dial action="${url}" method="POST" answerOnBridge="true" timeout="\d+"(?: callerId="\+\d+")?><Number url="${url}" method="POST" machineDetection="Enable" amdStatusCallback="${url}" amdStatusCallbackMethod="POST">\+\d+</Number></Dial>`;
const record = String.raw`<Record action="${url}" method="POST" maxLength="\d+" playBeep="true" finishOnKey="1234567890\*#" trim="trim-silence" recordingStatusCallback="${url}" recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="completed absent"/>`;
const keys = String.raw`<Gather input="dtmf" action="${url}" method="POST" actionOnEmptyResult="true" numDigits="1" timeout="\d+"`;
const shapes: Record<Next['kind'], RegExp> = {
  listen: shape(`(?:${gather}>${says}</Gather>|${gather}/>)`),
  consent: shape(`(?:${gather}>${says}</Gather>|${gather}/>)`),
  record: shape(says + record + redirect),
  continue: shape(says + redirect),
  transfer: shape(says + redirect),
  dial: shape(`${says}(?:${dial}|${redirect})`),
  ask: shape(`(?:${keys}>${says}</Gather>|${keys}/>)<Hangup/>`),
  bridge: shape(says),
  hangup: shape(`${says}<Hangup/>`),
  reject: shape('<Reject/>'),
};

function shape(inner: string): RegExp {
  return new RegExp(
    String.raw`^<\?xml version="1\.0" encoding="UTF-8"\?>(?:<Response>${inner}</Response>|<Response/>)$`,
    'u',
  );
}

/** Speaks one reply all the way to the document. Throws on the first thing that must never be. */
function speakReply(number: number, seed: number): { pieces: number; chars: number } {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1) + number);
  const language = chance.of(languages);
  const reply = hostileReply(chance);
  const pieces = cutReply(reply, language, number % splitEvery === 0 ? chance : undefined);
  const spoken = pieces
    .map((piece) => speakPiece(piece, language, number % twiceEvery === 0))
    .filter((piece) => piece !== '');
  // The renderer must stand alone: every fourth reply reaches it raw.
  const raw = chance.below(4) === 0;
  const lines = (raw ? [reply, ...pieces] : spoken).map((line): Line => lineOf(line, language, chance));
  const answer: Answer = { lines, next: nextOf(language, raw ? [reply, ...pieces] : ['Acme', 'Tarif, klein'], chance) };
  checkDocument(renderAnswer(answer, routes), answer, number % strictEvery === 0);
  return { pieces: pieces.length, chars: reply.length };
}

/** With `splitBy`, also as a stream of random deltas, which must give the same pieces. */
function cutReply(reply: string, language: Language, splitBy: Chance | undefined): string[] {
  const cutter = sentenceCutter(language);
  const pieces = [...cutter.push(reply), ...cutter.end()];
  must(pieces.join('').replaceAll(' ', '') === reply.replace(/\s/g, ''), 'characters were lost');
  must(
    pieces.every((piece) => piece !== '' && piece.length <= maxSentenceChars),
    'an empty or endless piece',
  );
  if (splitBy) {
    const again = cutInDeltas(reply, language, splitBy);
    must(
      pieces.length === again.length && pieces.every((piece, index) => piece === again[index]),
      'the split mattered',
    );
  }
  return pieces;
}

function cutInDeltas(reply: string, language: Language, chance: Chance): string[] {
  const cutter = sentenceCutter(language);
  const pieces: string[] = [];
  for (let at = 0; at < reply.length; ) {
    const size = 1 + chance.below(12);
    pieces.push(...cutter.push(reply.slice(at, at + size)));
    at += size;
  }
  return [...pieces, ...cutter.end()];
}

function speakPiece(piece: string, language: Language, twice: boolean): string {
  const spoken = toSpeakable(piece, language);
  must(spoken.length <= maxSpeakableChars, 'a piece too long to speak');
  must(!/[<>*_`|[\]{}\\~^#=@&%\p{C}]/u.test(spoken), 'unspeakable characters');
  must(!twice || toSpeakable(spoken, language) === spoken, 'speaking twice changed the words');
  return spoken;
}

const lineOf = (line: string, language: Language, chance: Chance): Line => ({
  text: line,
  language,
  voice: chance.of([defaultVoices[language].aiRep, defaultVoices[language].aiManager, line]),
});

function nextOf(language: Language, hints: string[], chance: Chance): Next {
  const number = chance.of(['+12025550100', hints[0]]) ?? '';
  return chance.of<Next>([
    { kind: 'listen', turn: 2, listening: { language, hints, silenceSeconds: 5, endOfSpeechSeconds: 1 } },
    { kind: 'consent', turn: 2, listening: { language, hints, silenceSeconds: 5, endOfSpeechSeconds: 1 } },
    { kind: 'record', turn: 2, longestSeconds: 120 },
    { kind: 'continue', turn: 2, part: 1 },
    { kind: 'transfer', attempt: 1, index: 0 },
    { kind: 'dial', attempt: 1, index: 0, number, callerId: number, callSid: 'CA1', ringSeconds: 20 },
    { kind: 'ask', attempt: 1, index: 0, waitSeconds: 7 },
    { kind: 'bridge' },
    { kind: 'hangup' },
    { kind: 'reject' },
  ]);
}

function checkDocument(document: string, { next }: Answer, strict: boolean): void {
  must(document.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(document), 'characters that XML forbids');
  must(Buffer.byteLength(document) < 64_000, 'a document over 64 kB');
  must(shapes[next.kind].test(document), 'another structure than the answer asked for');
  if (document.length > maxSayEncoded / 9)
    for (const [, escaped = ''] of document.matchAll(/<Say[^>]*>([^<]*)/g)) {
      const said = escaped.replace(/&(?:lt|gt|amp);/g, '&');
      must(said.length <= maxSayChars && encodeURIComponent(said).length <= maxSayEncoded, 'a Say that Twilio refuses');
    }
  if (strict) parseTwiml(document);
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const first = Number(values.only ?? 0);
const count = values.only === undefined ? Number(values.count) : 1;
const startedAt = performance.now();
let violations = 0;
let pieces = 0;
let chars = 0;
for (let number = first; number < first + count; number++) {
  try {
    const spoke = speakReply(number, Number(values.seed));
    pieces += spoke.pieces;
    chars += spoke.chars;
  } catch (cause) {
    violations += 1;
    if (violations <= shownViolations)
      process.stdout.write(`reply ${number}: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  }
}
const elapsed = (performance.now() - startedAt) / 1000;
process.stdout.write(
  `${count} replies (${pieces} pieces, ${(chars / 1e6).toFixed(1)} M characters), ${violations} violations, ` +
    `${elapsed.toFixed(1)} s, ${Math.round(count / elapsed)} replies/s\n`,
);
process.exitCode = violations === 0 ? 0 : 1;
