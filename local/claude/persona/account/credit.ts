import type { Language } from '#lib/domain/language.ts';
import { conclude } from '#local/claude/persona/account/conclude.ts';
import { lastResult, type Matter, storyOf } from '#local/claude/persona/account/matter.ts';
import { amountIn, amountNamed, sayAmount } from '#local/claude/persona/account/money.ts';
import type { Call, Turn } from '#local/claude/persona/call.ts';
import type { Lines } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

/** A goodwill credit of the amount that the caller names; whether they get it, the result says. */
export function credit(call: Call, matter: Matter): Reply {
  const { language } = call;
  const amount = matter.turns.map((turn) => creditNamed(turn, language)).findLast((named) => named !== undefined);
  if (amount === undefined) return { text: howMuch[language] };
  return conclude(call, matter, {
    tool: 'apply_credit',
    input: { amount, reason: storyOf(matter).slice(0, 500) },
    result: lastResult(matter, 'apply_credit', { amount }),
    told: { wish: `A goodwill credit of ${amount}.`, facts: '', tried: `A credit of ${amount}.` },
    done: (result) => isDone[language](amountSaid(result, language)),
  });
}

/** The amount in one utterance; a bare number where we had asked how much. */
export function creditNamed(turn: Turn, language: Language): number | undefined {
  return amountNamed(turn, language, turn.said.includes(howMuch[language]));
}

function amountSaid(result: string, language: Language): string {
  const amount = amountIn(result);
  return amount ? sayAmount(amount, language) : '';
}

const howMuch: Lines = {
  en: "I understand, and I'm sorry. What amount would make it right?",
  es: 'Le entiendo, y lo siento. ¿Qué importe le parecería justo?',
  fr: 'Je comprends, et je suis navrée. Quel montant vous semblerait juste ?',
  de: 'Das verstehe ich, es tut mir leid. Welcher Betrag wäre für Sie in Ordnung?',
  pt: 'Entendo, e sinto muito. Que valor seria justo para você?',
};

const isDone: Record<Language, (amount: string) => string> = {
  en: (amount) => `A credit${amount && ` of ${amount}`} is on your account now.`,
  es: (amount) => `Ya tiene en su cuenta un crédito${amount && ` de ${amount}`}.`,
  fr: (amount) => `Un avoir${amount && ` de ${amount}`} est maintenant sur votre compte.`,
  de: (amount) => `Auf Ihrem Konto ist jetzt eine Gutschrift${amount && ` von ${amount}`}.`,
  pt: (amount) => `Um crédito${amount && ` de ${amount}`} já está na sua conta.`,
};
