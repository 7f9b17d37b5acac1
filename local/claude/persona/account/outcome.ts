import type { ToolResult } from '#local/claude/persona/call.ts';

/** What became of an action, read from its result. Only `done` may be spoken of as done. */
export type Outcome =
  | { kind: 'done'; text: string }
  | { kind: 'denied'; text: string }
  | { kind: 'unverified' }
  /** It may have happened, and is being checked. */
  | { kind: 'unsure' };

export function outcomeOf({ text, failed }: ToolResult): Outcome {
  const told = text.replace(repeated, '');
  if (told.startsWith('Done.') && (!failed || told !== text)) return { kind: 'done', text: told };
  if (/not certain|being checked/i.test(told)) return { kind: 'unsure' };
  if (/\bnot verified\b/i.test(told)) return { kind: 'unverified' };
  return { kind: 'denied', text: told };
}

/** A second call that changes nothing is an error that repeats the first result. */
const repeated = /^You asked exactly this before in this turn; it was not done again\.\s*/;

export function wasVerified({ tool, text, failed }: ToolResult): boolean {
  return tool === 'verify_customer' && !failed && !/not (?:be )?(?:verified|proven|match)|could not|locked/i.test(text);
}

/** No more tries on this call. */
export function isLocked({ tool, text }: ToolResult): boolean {
  return tool === 'verify_customer' && /locked|no (?:more|further) tries|no tries|too many/i.test(text);
}

export function tookOver({ tool, failed }: ToolResult): boolean {
  return tool === 'escalate_to_manager' && !failed;
}
