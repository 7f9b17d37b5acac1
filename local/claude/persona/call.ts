import type { ContentBlockParam, Tool, ToolUseBlockParam } from '@anthropic-ai/sdk/resources/messages';
import { type Language, languageName } from '#lib/domain/language.ts';
import { contentBlocks, systemBlocks } from '#local/claude/blocks.ts';
import { normalise } from '#local/claude/persona/words.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';

export type ToolResult = { tool: string; input: unknown; text: string; failed: boolean };

/** One utterance of the caller, what we had said before it, and what tools answered until the next. */
export type Turn = { words: string; heard: string; said: string; results: ToolResult[] };

/** A request as the agent on the phone sees it. */
export type Call = {
  language: Language;
  /** The date on the company's clock when the call began: `2026-11-22`. */
  today: string;
  /** The whole conversation, by what the caller said; the last one is being answered. */
  turns: Turn[];
  /** The caller's last words, as they came; and plain, for comparing. */
  words: string;
  heard: string;
  /** What we said before that; empty at the start. */
  said: string;
  /** The telephone system has told that people were rung, and that none was had. */
  missed: boolean;
  /** What tools have answered since the caller's last words. */
  results: ToolResult[];
  offers(tool: string): boolean;
  /** The wanted value of a tool's input if its schema allows it, else the first one it does allow. */
  choice(tool: string, field: string, wanted: string): string;
};

type Said = { role: string; blocks: ContentBlockParam[] };

export function readCall(request: MessagesRequest): Call {
  const messages = request.messages.map(({ role, content }) => ({ role, blocks: contentBlocks(content) }));
  const turns = turnsIn(messages);
  return {
    language: languageOfPrompt(request),
    today: dayOf(request),
    turns,
    ...(turns.at(-1) ?? { words: '', heard: ' ', said: '', results: [] }),
    missed: messages.some(({ role, blocks }) => role === 'user' && blocks.some(tellsOfMiss)),
    offers: (tool) => Boolean(toolNamed(request, tool)),
    choice: (tool, field, wanted) => {
      const allowed = allowedValues(toolNamed(request, tool), field);
      return allowed && !allowed.includes(wanted) ? (allowed[0] ?? wanted) : wanted;
    },
  };
}

/** The telephone system says when the call began, and by the company's own clock where that differs. */
function dayOf({ messages }: MessagesRequest): string {
  const begun = messages.flatMap(({ content }) => contentBlocks(content)).find(({ type }) => type === 'text');
  const told = begun?.type === 'text' ? [...begun.text.matchAll(/\d{4}-\d\d-\d\d/g)].at(-1)?.[0] : undefined;
  return told ?? new Date().toISOString().slice(0, 10);
}

/** The answer to the last tool of a turn may stand in the same message as the caller's next words. */
function turnsIn(messages: Said[]): Turn[] {
  const starts = messages.flatMap((message, at) => (wordsIn(message).length > 0 ? [at] : []));
  return starts.flatMap((start, nth) => {
    const words = wordsIn(messages[start] as Said);
    const said = messages.slice(0, start).filter(({ role }) => role === 'assistant');
    const turn = { said: said.map(textOf).findLast(Boolean) ?? '', results: [] };
    const results = resultsIn(messages.slice(start, (starts[nth + 1] ?? messages.length) + 1));
    return words.map((text, at) => ({
      ...turn,
      words: text,
      heard: normalise(text),
      results: at === words.length - 1 ? results : [],
    }));
  });
}

const tellsOfMiss = (block: ContentBlockParam): boolean =>
  block.type === 'text' &&
  /^\[(?:Nobody answered|The person’s line was busy|The transfer failed|Nobody on the team was free)/.test(block.text);

/** The prompt says "Speak Spanish"; English where it says nothing. */
function languageOfPrompt(request: MessagesRequest): Language {
  const prompt = systemBlocks(request)
    .map(({ text }) => text)
    .join('\n');
  const languages = Object.keys(languageName) as Language[];
  return languages.find((language) => prompt.includes(`Speak ${languageName[language]}`)) ?? 'en';
}

/** Lines in square brackets come from the telephone system; of those only pressed keys are the caller's. */
function wordsIn({ role, blocks }: Said): string[] {
  if (role !== 'user') return [];
  const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text.trim()] : []));
  const spoken = texts.map((text) => {
    const pressed = /^\[The caller pressed ([\d*#]+)/.exec(text)?.[1];
    return text.startsWith('[') ? (pressed ?? '') : text;
  });
  return spoken.filter(Boolean);
}

function textOf({ blocks }: Said): string {
  return blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(' ');
}

function resultsIn(messages: Said[]): ToolResult[] {
  const blocks = messages.flatMap((message) => message.blocks);
  const calls = blocks.filter((block): block is ToolUseBlockParam => block.type === 'tool_use');
  return blocks.flatMap((block) => {
    const call = block.type === 'tool_result' && calls.find(({ id }) => id === block.tool_use_id);
    if (!call) return [];
    const text = textOf({ role: 'user', blocks: contentBlocks((block.content ?? '') as string) });
    return [{ tool: call.name, input: call.input, text, failed: block.is_error ?? false }];
  });
}

function toolNamed(request: MessagesRequest, name: string): Tool | undefined {
  return (request.tools as Tool[] | undefined)?.find((tool) => tool.name === name);
}

function allowedValues(tool: Tool | undefined, field: string): string[] | undefined {
  const properties = tool?.input_schema.properties as Record<string, { enum?: string[] }> | undefined;
  return properties?.[field]?.enum;
}
