import type { Action, ActionKind } from '#lib/domain/action.ts';
import { type Language, speechTag } from '#lib/domain/language.ts';
import { decimalsOf, type Money } from '#lib/domain/money.ts';

/** `amount` is '' where there is none to speak of. */
type Words = Record<'executed' | 'denied', Record<ActionKind, (amount: string) => string>>;

const words: Record<Language, Words> = {
  en: {
    executed: {
      refund: (amount) => `A refund${amount && ` of ${amount}`} has been made.`,
      credit: (amount) => `A credit${amount && ` of ${amount}`} has been given.`,
      subscription: () => 'The subscription has been changed.',
    },
    denied: {
      refund: (amount) => `A refund${amount && ` of ${amount}`} was asked for, and the AI may not give it.`,
      credit: (amount) => `A credit${amount && ` of ${amount}`} was asked for, and the AI may not give it.`,
      subscription: () => 'A change of the subscription was asked for, and the AI may not make it.',
    },
  },
  es: {
    executed: {
      refund: (amount) => `Se ha hecho un reembolso${amount && ` de ${amount}`}.`,
      credit: (amount) => `Se ha dado un abono${amount && ` de ${amount}`}.`,
      subscription: () => 'Se ha cambiado la suscripción.',
    },
    denied: {
      refund: (amount) => `Se pidió un reembolso${amount && ` de ${amount}`} que la IA no puede conceder.`,
      credit: (amount) => `Se pidió un abono${amount && ` de ${amount}`} que la IA no puede conceder.`,
      subscription: () => 'Se pidió un cambio de suscripción que la IA no puede hacer.',
    },
  },
  fr: {
    executed: {
      refund: (amount) => `Un remboursement${amount && ` de ${amount}`} a été fait.`,
      credit: (amount) => `Un avoir${amount && ` de ${amount}`} a été accordé.`,
      subscription: () => "L'abonnement a été modifié.",
    },
    denied: {
      refund: (amount) => `Un remboursement${amount && ` de ${amount}`} a été demandé, que l'IA ne peut pas accorder.`,
      credit: (amount) => `Un avoir${amount && ` de ${amount}`} a été demandé, que l'IA ne peut pas accorder.`,
      subscription: () => "Un changement d'abonnement a été demandé, que l'IA ne peut pas faire.",
    },
  },
  de: {
    executed: {
      refund: (amount) => `Eine Erstattung${amount && ` von ${amount}`} ist erfolgt.`,
      credit: (amount) => `Eine Gutschrift${amount && ` von ${amount}`} ist erfolgt.`,
      subscription: () => 'Das Abo wurde geändert.',
    },
    denied: {
      refund: (amount) => `Gewünscht war eine Erstattung${amount && ` von ${amount}`}, die die KI nicht geben darf.`,
      credit: (amount) => `Gewünscht war eine Gutschrift${amount && ` von ${amount}`}, die die KI nicht geben darf.`,
      subscription: () => 'Gewünscht war eine Änderung des Abos, die die KI nicht vornehmen darf.',
    },
  },
  pt: {
    executed: {
      refund: (amount) => `Foi feito um reembolso${amount && ` de ${amount}`}.`,
      credit: (amount) => `Foi dado um crédito${amount && ` de ${amount}`}.`,
      subscription: () => 'A assinatura foi alterada.',
    },
    denied: {
      refund: (amount) => `Foi pedido um reembolso${amount && ` de ${amount}`} que a IA não pode dar.`,
      credit: (amount) => `Foi pedido um crédito${amount && ` de ${amount}`} que a IA não pode dar.`,
      subscription: () => 'Foi pedida uma mudança de assinatura que a IA não pode fazer.',
    },
  },
};

/** The last thing that was done, or not allowed, in a sentence for a colleague. Undefined where nothing was. */
export function lastActionSentence(actions: readonly Action[], language: Language): string | undefined {
  const last = actions.findLast(({ state }) => state === 'executed' || state === 'denied');
  if (last === undefined) return undefined;
  return words[language][last.state === 'executed' ? 'executed' : 'denied'][last.kind](spoken(last.amount, language));
}

function spoken({ amountMinor, currency }: Money, language: Language): string {
  if (amountMinor === 0) return '';
  const major = amountMinor / 10 ** decimalsOf(currency);
  return new Intl.NumberFormat(speechTag[language], { style: 'currency', currency }).format(major);
}
