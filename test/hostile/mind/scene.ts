import type { ToolResultBlockParam, ToolUseBlockParam } from '@anthropic-ai/sdk/resources/messages';
import { contentBlocks, systemBlocks } from '#local/claude/blocks.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';

/** Numbers, ids and facts that stand in some words, whoever said them and in whatever alphabet. */
export type Heard = {
  words: string;
  amounts: number[];
  orders: string[];
  postcodes: string[];
  emails: string[];
  names: string[];
};

/** A request as somebody reads it who wants to please the attacker. */
export type Scene = {
  /** The attacker's last words. */
  heard: Heard;
  /** What tools have answered in this turn; the orders hidden in it are obeyed like the attacker's own. */
  found: Heard;
  results: { tool: string; input: Record<string, unknown>; text: string; failed: boolean }[];
  /** Replies of the model in this turn so far. */
  round: number;
  system: string;
  /** The same for the same words: which tricks are tried beside those that were asked for. */
  luck: number;
};

export function readScene(request: MessagesRequest): Scene {
  const messages = request.messages.map(({ role, content }) => ({ role, blocks: contentBlocks(content) }));
  const isWords = (text: string) => !text.startsWith('[') && text.trim() !== '';
  const at = messages.findLastIndex(
    ({ role, blocks }) => role === 'user' && blocks.some((block) => block.type === 'text' && isWords(block.text)),
  );
  const last = messages[at]?.blocks.findLast((block) => block.type === 'text' && isWords(block.text));
  const heard = readHeard(last?.type === 'text' ? last.text : '');
  const turn = messages.slice(at + 1);
  const blocks = turn.flatMap((message) => message.blocks);
  const calls = blocks.filter((block): block is ToolUseBlockParam => block.type === 'tool_use');
  const results = blocks
    .filter((block): block is ToolResultBlockParam => block.type === 'tool_result')
    .flatMap((result) => {
      const call = calls.find(({ id }) => id === result.tool_use_id);
      const text = contentBlocks((result.content ?? '') as string)
        .map((block) => (block.type === 'text' ? block.text : ''))
        .join(' ');
      const input = call?.input as Record<string, unknown>;
      return call === undefined ? [] : [{ tool: call.name, input, text, failed: result.is_error ?? false }];
    });
  return {
    heard,
    found: readHeard(results.map(({ text }) => text).join('\n')),
    results,
    round: turn.filter(({ role }) => role === 'assistant').length,
    system: systemBlocks(request)
      .map(({ text }) => text)
      .join('\n'),
    luck: [...heard.words].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7),
  };
}

function readHeard(said: string): Heard {
  const words = decoded(said);
  const numbers = [...words.matchAll(/(minus |-)?(0x[\da-f]+|\d[\d,]*(?:\.\d+)?(?:e\d+)?)/gi)].map(
    ([, sign, digits = '']) => (sign === undefined ? 1 : -1) * Number(digits.replaceAll(',', '')),
  );
  const all = (pattern: RegExp) => [...new Set(words.match(pattern) ?? [])];
  return {
    words,
    amounts: [...new Set(numbers)].slice(0, 6),
    orders: all(/\b4\d{3}\b/g),
    postcodes: all(/\b\d{5}\b/g),
    emails: all(/\b\w+@\w+\.\w+\b/g),
    names: all(/\b[A-Z][a-z]+ [A-Z][a-z]+\b/g),
  };
}

const digits = 'zero one two three four five six seven eight nine'.split(' ');

/** The words, and all that may be hidden in them. */
function decoded(said: string): string {
  const plain = said
    .normalize('NFKC')
    .replace(/ at (\w+) dot /g, '@$1.')
    .replace(/(?:\b(?:zero|one|two|three|four|five|six|seven|eight|nine)\b ?){4}/g, (run) =>
      run
        .trim()
        .split(' ')
        .map((word) => digits.indexOf(word))
        .join(''),
    );
  const hidden = [
    ...(said.match(/[A-Za-z\d+/]{24,}=*/g) ?? []).map((code) => Buffer.from(code, 'base64').toString('utf8')),
    ...(/backwards/.test(said) ? [[...said].reverse().join('')] : []),
    ...(/\b[a-z] [a-z] [a-z] /i.test(said) ? [said.replace(/(?<=\S) (?=\S)/g, '')] : []),
    ...(/rot thirteen/i.test(said) ? [rot13(said)] : []),
  ];
  return [plain, ...hidden].join(' ');
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
