import type { Action } from '#lib/domain/action.ts';
import type { Dialogue, Reply } from '#lib/domain/dialogue.ts';
import { formatMoney } from '#lib/domain/money.ts';

/**
 * What was done for the caller in the turn before by a worker that died before it could say so: the ledger knows it, the
 * history does not. For the model; undefined where there is nothing. Pure.
 */
export function lostDeeds({ turns }: Dialogue, turn: number, actions: readonly Action[]): string | undefined {
  const before = turns.findLast((row) => row.turn < turn && row.reply !== undefined);
  if (before?.reply === undefined || before.reply.status === 'complete') return undefined;
  const lost = actions.filter(
    (action) => action.turn === before.turn && action.state === 'executed' && !isTold(action, before.reply),
  );
  if (lost.length === 0) return undefined;
  const deeds = lost.map(({ kind, amount }) =>
    kind === 'subscription' ? 'A change of their subscription' : `A ${kind} of ${formatMoney(amount)}`,
  );
  return `[${deeds.join('; ')} was carried out in the turn before, which broke off: the caller may not know it yet.]`;
}

const tools: Record<Action['kind'], string> = {
  refund: 'issue_refund',
  credit: 'apply_credit',
  subscription: 'change_subscription',
};

/** Whether the reply holds a result of the tool that does such a thing. */
function isTold({ kind }: Action, reply: Reply | undefined): boolean {
  const parts = reply?.parts ?? [];
  const asked = parts.flatMap((part) => (part.kind === 'toolCall' && part.tool === tools[kind] ? [part.id] : []));
  return parts.some((part) => part.kind === 'toolResult' && asked.includes(part.id));
}
