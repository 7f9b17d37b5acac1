import type { Action } from '#lib/domain/action.ts';
import { denialText } from '#lib/domain/denial-text.ts';
import { formatMoney } from '#lib/domain/money.ts';
import type { ToolOutcome } from '#lib/domain/tools/tool.ts';

/** What became of an action, as the model reads it. Only an executed one may be spoken of as done. */
export function outcomeOf(action: Action): ToolOutcome {
  switch (action.state) {
    case 'executed':
      return { text: `Done. ${what(action)}Reference ${action.reference ?? action.actionId}. Tell the caller.` };
    case 'denied':
      return action.denial === undefined
        ? { text: 'Nothing was done.', isError: true }
        : { text: denialText(action.denial), isError: true };
    case 'failed':
      return {
        text: 'Nothing was done: the shop did not accept it. Say so, and offer another way or a person.',
        isError: true,
      };
    case 'unknown':
    case 'requested':
    case 'reserved':
    case 'executing':
      return {
        text:
          'It is not certain yet whether it went through, and it is being checked. Do not say that it was done, and ' +
          'do not ask for it again. Tell the caller that it is being checked and will be settled.',
        isError: true,
      };
    default:
      return action.state satisfies never;
  }
}

function what({ kind, amount }: Action): string {
  switch (kind) {
    case 'refund':
      return `${formatMoney(amount)} were refunded. `;
    case 'credit':
      return `A credit of ${formatMoney(amount)} was put on the account. `;
    case 'subscription':
      return 'The subscription was changed. ';
    default:
      return kind satisfies never;
  }
}
