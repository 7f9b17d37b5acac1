import type { Language } from '#lib/domain/language.ts';
import { asksToConfirm } from '#local/claude/persona/account/confirm.ts';
import { outcomeOf, tookOver } from '#local/claude/persona/account/outcome.ts';
import { type Wish, wishIn } from '#local/claude/persona/account/wish.ts';
import type { Call, ToolResult, Turn } from '#local/claude/persona/call.ts';
import { namesAnOrder } from '#local/claude/persona/order.ts';
import { mentions } from '#local/claude/persona/words.ts';
import { no } from '#local/claude/persona/yes-no.ts';

/** A wish that is not settled yet, and the conversation since the caller spoke it out. */
export type Matter = { wish: Wish; turns: Turn[]; results: ToolResult[] };

/** What is being settled for the caller now: the last wish spoken out, unless it is done or given up. */
export function openMatter({ turns, language }: Pick<Call, 'turns' | 'language'>): Matter | undefined {
  let open: { wish: Wish; since: number } | undefined;
  let named: number | undefined;
  for (let at = turns.length - 1; at >= 0; at--) {
    const turn = turns[at] as Turn;
    if (at < turns.length - 1 && isSettled(turn, language)) break;
    const wish = wishIn(turn, language);
    if (wish === undefined && namesAnOrder(turn, language)) named = at;
    if (wish === undefined) continue;
    if (open !== undefined && open.wish.kind !== wish.kind) break;
    open = { wish: open?.wish ?? wish, since: at };
  }
  // Who names an order, and wants nothing else of us, asks after it.
  if (named !== undefined) open ??= { wish: { kind: 'whereabouts' }, since: named };
  if (open === undefined) return undefined;
  const since = turns.slice(open.since);
  return { wish: open.wish, turns: since, results: since.flatMap(({ results }) => results) };
}

const actions = ['issue_refund', 'apply_credit', 'change_subscription'];

function isSettled({ results, said, heard }: Turn, language: Language): boolean {
  const done = results.some((result) => actions.includes(result.tool) && outcomeOf(result).kind === 'done');
  return done || (asksToConfirm(said, language) && mentions(heard, no[language]));
}

/** The last answer to such a call; of actions, only since the manager took over, who may do more. */
export function lastResult({ results }: Matter, tool: string, input: object = {}): ToolResult | undefined {
  const from = actions.includes(tool) ? results.findLastIndex(tookOver) + 1 : 0;
  const wanted = Object.entries(input);
  return results.slice(from).findLast((result) => {
    const given = result.input as Record<string, unknown>;
    return result.tool === tool && wanted.every(([key, value]) => JSON.stringify(given[key]) === JSON.stringify(value));
  });
}

/** In the caller's own words: what is wrong, as they first said it. */
export const storyOf = ({ turns }: Matter): string => turns[0]?.words ?? '';
