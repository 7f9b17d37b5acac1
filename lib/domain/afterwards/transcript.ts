import type { Dialogue, Heard, Part } from '#lib/domain/dialogue.ts';
import { isAboutMessage } from '#lib/domain/recording.ts';

/** Characters of a transcript: the end of a long conversation says more than its beginning. */
const longest = 40_000;
const longestResult = 500;

/** A conversation as one reads it; undefined where the caller never said or pressed anything. */
export function transcriptOf(dialogue: Dialogue): string | undefined {
  if (!dialogue.turns.some(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence')) return undefined;
  const lines = dialogue.turns.flatMap(({ caller, reply, event }) => [
    ...(caller === undefined ? [] : [`Caller: ${wordsOf(caller.heard)}`]),
    ...(reply?.parts ?? []).flatMap(deedOf),
    ...(reply === undefined || reply.sentences.length === 0 ? [] : [`AI: ${reply.sentences.join(' ')}`]),
    ...(reply?.failure === undefined ? [] : [`(The AI failed: ${reply.failure}.)`]),
    ...(event === undefined
      ? []
      : [`(${isAboutMessage(event) ? 'A spoken message' : 'A transfer to a person was tried'}: ${event.event}.)`]),
  ]);
  const transcript = [...(dialogue.greeting === undefined ? [] : [`AI: ${dialogue.greeting}`]), ...lines].join('\n');
  return transcript.slice(-longest);
}

function wordsOf(heard: Heard): string {
  if (heard.kind === 'silence') return '(silence)';
  return heard.kind === 'keys' ? `(pressed ${heard.digits})` : onOneLine(heard.text);
}

function deedOf(part: Part): string[] {
  if (part.kind === 'toolCall') return [`(The AI used ${part.tool}.)`];
  return part.kind === 'toolResult' ? [`(Its result: ${onOneLine(part.text).slice(0, longestResult)})`] : [];
}

/** Whoever types a line break may write nobody else's line: the report is made of who said what. */
const onOneLine = (text: string): string => text.replace(/[\s\u0085]+/g, ' ').trim();
