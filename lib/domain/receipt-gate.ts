import type { ActionKind } from '#lib/domain/action.ts';
import { amountsIn, type StatedAmount } from '#lib/domain/claims/amounts.ts';
import type { Evidence } from '#lib/domain/claims/evidence.ts';
import { fold } from '#lib/domain/claims/fold.ts';
import { type Heard, hear, nothingHeard, type Statement, statementsIn } from '#lib/domain/claims/statements.ts';
import type { Language } from '#lib/domain/language.ts';
import { type Money, toMinor } from '#lib/domain/money.ts';

/**
 * The receipt gate: what is said to be done was done. It reads what is about to be spoken, in all five languages, and finds
 * what it claims to have been refunded, credited or changed; that leaves only with a receipt behind it.
 *
 * It leans to safety: a doubtful sentence about money being given is a claim, and costs one more try of the model. Offers,
 * conditions, questions, negations, rules for everyone and the caller's own words are none. It knows words, not the world:
 * which order or line a receipt is for it does not see, and a bare "Yes." claims nothing.
 */

/** What a sentence claims. `or`: said so loosely ("20 dollars are back on your card") that this kind makes it true as well. */
export type Claim = { kind: ActionKind; or?: ActionKind };
/** An executed action of this session. */
export type Receipt = { kind: ActionKind; amount: Money };
/**
 * What a tool of this session has told. "Already refunded on May 3", said of others' doing, needs it; the word "already" alone
 * proves nothing, because a model that lies can say it. "I have already refunded" needs a receipt in any case.
 */
export type Known = {
  /** Something of this customer's had been refunded or credited before. */
  alreadyRefunded: boolean;
  /** A subscription of theirs had been paused, cancelled or changed before. */
  alreadyChanged?: boolean;
};

const nothingKnown: Known = { alreadyRefunded: false };

/** What a spoken sentence claims to have been done, or to be certainly being done, by us. */
export function claimsOf(sentence: string): readonly Claim[] {
  return distinct(statementsIn(fold(sentence), nothingHeard).flatMap(({ claims }) => claims));
}

/** Whether every claim of the sentence stands on a receipt, and every amount it states is one receipt's or the sum of its kind. */
export function isProven(
  sentence: string,
  language: Language,
  receipts: readonly Receipt[],
  known: Known = nothingKnown,
): boolean {
  return unprovenIn(fold(sentence), language, receipts, known, nothingHeard, 0).length === 0;
}

/** The gate of one reply. Pieces come in the order in which they are to be spoken. */
export type ClaimGate = {
  /**
   * Takes the next piece; gives the claims that nothing proves, in it or made by it together with the pieces before ("Your refund /
   * has been issued"). Where there are any, the piece may not be spoken, and the gate forgets it: another can take its place.
   */
  take(piece: string, receipts: readonly Receipt[], known?: Known): readonly Claim[];
};

/** So many pieces back a claim can have begun. */
const memory = 4;

/** `heard`: the caller's last words. After "Can I have a refund?" a mere "All done." claims one. */
export function claimGate(language: Language, heard = ''): ClaimGate {
  const topics = hear(heard);
  let spoken: string[] = [];
  return {
    take(piece, receipts, known = nothingKnown) {
      const before = spoken.map((one) => `${one} `).join('');
      const next = fold(piece);
      const unproven = unprovenIn(before + next, language, receipts, known, topics, before.length);
      if (unproven.length === 0) spoken = [...spoken, next].slice(-memory);
      return unproven;
    },
  };
}

function unprovenIn(
  folded: string,
  language: Language,
  receipts: readonly Receipt[],
  known: Known,
  heard: Heard,
  from: number,
): readonly Claim[] {
  const statements = statementsIn(folded, heard).filter(({ to }) => to > from);
  if (statements.length === 0) return [];
  const amounts = amountsIn(folded, language);
  return distinct(
    statements.flatMap((statement) => {
      const made = statement.claims.filter((claim) => !isKnown(claim, known));
      const unproven = made.filter((claim) => !receipts.some((receipt) => proves(receipt, claim)));
      return unproven.length > 0 || amountsAgree(statement, made, amounts, receipts) ? unproven : made;
    }),
  );
}

const isKnown = ({ kind, earlier }: Evidence, known: Known): boolean =>
  earlier && (kind === 'subscription' ? (known.alreadyChanged ?? false) : known.alreadyRefunded);

const proves = (receipt: Receipt, { kind, or }: Claim): boolean => receipt.kind === kind || receipt.kind === or;

/** A change of subscription moves no money: what it names is a price. */
function amountsAgree(
  { amountsIn: stretches }: Statement,
  made: readonly Evidence[],
  amounts: readonly StatedAmount[],
  receipts: readonly Receipt[],
): boolean {
  const money = made.filter(({ kind }) => kind !== 'subscription');
  if (money.length === 0) return true;
  const stated = amounts.filter((amount) => stretches.some(({ from, to }) => amount.from >= from && amount.from < to));
  const proving = receipts.filter((receipt) => money.some((claim) => proves(receipt, claim)));
  const proven = [...proving.map(({ amount }) => amount), ...sums(proving)];
  return stated.every(({ major, currencies }) =>
    proven.some(
      ({ amountMinor, currency }) =>
        (currencies?.includes(currency) ?? true) && toMinor(major, currency) === amountMinor,
    ),
  );
}

/** The total of each kind and currency. */
function sums(receipts: readonly Receipt[]): Money[] {
  const groups = Map.groupBy(receipts, ({ kind, amount }) => `${kind} ${amount.currency}`);
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ amount: { currency } }) => ({
      amountMinor: group.reduce((sum, { amount }) => sum + amount.amountMinor, 0),
      currency,
    })),
  );
}

function distinct(claims: readonly Claim[]): Claim[] {
  const seen = new Map(claims.map(({ kind, or }) => [`${kind} ${or}`, { kind, ...(or === undefined ? {} : { or }) }]));
  return [...seen.values()];
}
