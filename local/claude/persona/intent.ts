import type { Call, ToolResult } from '#local/claude/persona/call.ts';
import { mentions, type Words } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** Something a caller may want: how we hear it, and what we do about it. */
export type Intent = {
  name: string;
  recognises(call: Call): boolean;
  /** Undefined where this intent leaves the words to a later one. */
  reply(call: Call): Reply | undefined;
};

/** What we say when a tool has answered. */
export type FollowUp = { tool: string; reply(call: Call, result: ToolResult): Reply };

/** The usual intent: recognised by what is said, in the language of the call. */
export function spokenIntent(name: string, words: Words, reply: Intent['reply']): Intent {
  return { name, recognises: (call) => mentions(call.heard, words[call.language]), reply };
}
