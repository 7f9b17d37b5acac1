import type { ContentBlockParam, Tool, ToolUseBlockParam } from '@anthropic-ai/sdk/resources/messages';
import { type Language, languageName } from '#lib/domain/language.ts';
import { contentBlocks, systemBlocks } from '#local/claude/blocks.ts';
import { normalise } from '#local/claude/persona/words.ts';
import type { MessagesRequest } from '#local/claude/reply.ts';

export type ToolResult = { tool: string; input: unknown; text: string; failed: boolean };

/** A request as the agent on the phone sees it. */
export type Call = {
  language: Language;
  /** The caller's last words, as they came; and plain, for comparing. */
  words: string;
  heard: string;
  /** What we said before that; empty at the start. */
  said: string;
  /** What tools have answered since the caller's last words. */
  results: ToolResult[];
  offers(tool: string): boolean;
  /** The wanted value of a tool's input if its schema allows it, else the first one it does allow. */
  choice(tool: string, field: string, wanted: string): string;
};

type Said = { role: string; blocks: ContentBlockParam[] };

export function readCall(request: MessagesRequest): Call {
  const messages = request.messages.map(({ role, content }) => ({ role, blocks: contentBlocks(content) }));
  const last = messages.findLastIndex((message) => wordsIn(message) !== '');
  const words = last < 0 ? '' : wordsIn(messages[last] as Said);
  const earlier = messages.slice(0, Math.max(0, last)).filter(({ role }) => role === 'assistant');
  return {
    language: languageOfPrompt(request),
    words,
    heard: normalise(words),
    said: earlier.map(textOf).findLast(Boolean) ?? '',
    results: resultsIn(messages.slice(last)),
    offers: (tool) => Boolean(toolNamed(request, tool)),
    choice: (tool, field, wanted) => {
      const allowed = allowedValues(toolNamed(request, tool), field);
      return allowed && !allowed.includes(wanted) ? (allowed[0] ?? wanted) : wanted;
    },
  };
}

/** The prompt says "Speak Spanish"; English where it says nothing. */
function languageOfPrompt(request: MessagesRequest): Language {
  const prompt = systemBlocks(request)
    .map(({ text }) => text)
    .join('\n');
  const languages = Object.keys(languageName) as Language[];
  return languages.find((language) => prompt.includes(`Speak ${languageName[language]}`)) ?? 'en';
}

/** Lines in square brackets come from the telephone system; of those only pressed keys are the caller's. */
function wordsIn({ role, blocks }: Said): string {
  if (role !== 'user') return '';
  const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text.trim()] : []));
  const spoken = texts.map((text) => {
    const pressed = /^\[The caller pressed ([\d*#]+)/.exec(text)?.[1];
    return text.startsWith('[') ? (pressed ?? '') : text;
  });
  return spoken.findLast(Boolean) ?? '';
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
