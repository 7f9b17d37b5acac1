import type { Language } from '#lib/domain/language.ts';
import { conclude } from '#local/claude/persona/account/conclude.ts';
import { findItem } from '#local/claude/persona/account/find-item.ts';
import { type Item, sayItem } from '#local/claude/persona/account/item.ts';
import { lastResult, type Matter, storyOf } from '#local/claude/persona/account/matter.ts';
import { amountIn, sayAmount } from '#local/claude/persona/account/money.ts';
import type { Call } from '#local/claude/persona/call.ts';
import type { Reply } from '#local/claude/reply.ts';

/** Money back for the item that the caller means; what it comes to, the order says. */
export function refund(call: Call, matter: Matter): Reply {
  const item = findItem(call, matter);
  if ('reply' in item) return item.reply;
  const { order, line } = item.found;
  const lineIds = line && [line.lineId];
  const input = { orderId: order.orderId, lineIds };
  return conclude(call, matter, {
    tool: 'issue_refund',
    input: { ...input, reason: storyOf(matter).slice(0, 500) },
    result: lastResult(matter, 'issue_refund', input),
    told: {
      wish: `A refund of ${line ? `${sayItem(line)} of ` : ''}order ${order.orderId}.`,
      facts: line
        ? `Order ${order.orderId}, placed ${order.placedOn}, line ${line.lineId}: ${line.description}, paid ${line.paid}.`
        : `All of order ${order.orderId}, placed ${order.placedOn}.`,
      tried: line ? `${line.paid}, by refund of line ${line.lineId}.` : 'The whole order.',
    },
    done: (result) => sayDone(result, item.found, call.language),
  });
}

function sayDone(result: string, { line }: Item, language: Language): string {
  const amount = amountIn(result);
  return isDone[language](amount ? sayAmount(amount, language) : '', line ? sayItem(line) : '');
}

/** Only English names the item: what it is called in the shop, is English. */
const isDone: Record<Language, (amount: string, item: string) => string> = {
  en: (amount, item) =>
    `Your refund${amount && ` of ${amount}`}${item && ` for the ${item}`} is done; you will see it within a few days.`,
  es: (amount) => `Su reembolso${amount && ` de ${amount}`} está hecho; lo verá en unos días.`,
  fr: (amount) => `Votre remboursement${amount && ` de ${amount}`} est fait ; vous le verrez d'ici quelques jours.`,
  de: (amount) => `Ihre Erstattung${amount && ` von ${amount}`} ist veranlasst; Sie sehen sie in ein paar Tagen.`,
  pt: (amount) => `O seu reembolso${amount && ` de ${amount}`} está feito; você verá o valor em alguns dias.`,
};
