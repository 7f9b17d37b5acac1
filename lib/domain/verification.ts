import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Denial } from '#lib/domain/action.ts';
import { personOf } from '#lib/domain/call.ts';
import { isCountable } from '#lib/domain/cap-windows.ts';
import type { Customer, Order } from '#lib/domain/commerce.ts';
import { toE164 } from '#lib/domain/phone-number.ts';
import {
  dialledE164,
  type FactKind,
  factKinds,
  isFactOf,
  isSamePhone,
  plainEmail,
  plainOrderNumber,
  readableFacts,
  type SaidFacts,
} from '#lib/domain/said-facts.ts';
import type { Session, Verification } from '#lib/domain/session.ts';
import type { CustomerQuery } from '#lib/ports/commerce.ts';

/** Wrong answers that a session may give. */
const maxVerificationTries = 3;

export type VerificationInput = {
  callerId: Session['callerId'];
  said: SaidFacts;
  /** What the shop found by all of `lookupsOf`, together. Nobody in it is believed without a match. */
  customers: readonly Customer[];
  /** Orders found by the said number, or of the customers found. */
  orders: readonly Pick<Order, 'orderId' | 'customerId'>[];
  /** Wrong answers before this one. */
  tries: number;
  config: CompanyConfig;
  /** ISO time. */
  now: string;
};

/** No outcome tells which fact was wrong, or whether anybody with such a fact exists. */
export type VerificationOutcome =
  | { kind: 'verified'; verification: Verification }
  /** Too little was said, right or wrong: any one of these would be enough. Not a try. */
  | { kind: 'not-yet'; missing: readonly (readonly FactKind[])[] }
  /** What was said is not one customer's. A try. */
  | { kind: 'mismatch'; triesLeft: number }
  | { kind: 'locked'; couldDo: Denial['couldDo'] };

/**
 * Two facts that prove a caller together. A pair is missing here where one thing that strangers see carries both: a
 * business card or a mail's signature (name, e-mail, phone), a telephone book (name, phone, postcode). An order's number
 * is known to who bought, so it proves with anything else, even with a name. More facts than a pair are welcome.
 */
const proofs: readonly (readonly [FactKind, FactKind])[] = [
  ['orderId', 'email'],
  ['orderId', 'phone'],
  ['orderId', 'postcode'],
  ['orderId', 'fullName'],
  ['email', 'postcode'],
];

/**
 * Decides who the caller is.
 *
 * Facts come first: a caller may ring from somebody else's phone. Every fact said must be the same single customer's, so
 * that one try is one guess; only a name that does not match is passed over, because recognisers misspell names.
 * Then the caller id, if the carrier vouches for it and exactly one customer has it. One that nobody vouches for counts
 * for nothing at all: whoever can forge it knows the number, so it proves no more than saying the number, which is free
 * to do and counts as the fact it is.
 */
export function decideVerification(input: VerificationInput): VerificationOutcome {
  const triesLeft = maxVerificationTries - input.tries;
  // Written so that a count which is no number locks.
  if (!(triesLeft > 0)) return { kind: 'locked', couldDo: personOf(input.config.tiers.humanAgent) && 'humanAgent' };
  const customers = distinct(input.customers);
  const verifiedAs = ({ customerId }: Customer, evidence: string): VerificationOutcome => ({
    kind: 'verified',
    verification: { customerId, evidence, at: input.now },
  });

  const missing = missingFacts(input.said);
  if (missing.length === 0) {
    const proven = customers.flatMap((customer) => {
      const facts = factsProving(customer, input);
      return facts === undefined ? [] : [{ customer, facts }];
    });
    const [only] = proven;
    if (only !== undefined && proven.length === 1) return verifiedAs(only.customer, only.facts.join(' + '));
  }
  const [owner, ...others] = customers.filter((customer) => isAttestedAs(customer, input.callerId));
  if (owner !== undefined && others.length === 0) return verifiedAs(owner, 'caller-id');
  return missing.length > 0 ? { kind: 'not-yet', missing } : { kind: 'mismatch', triesLeft: triesLeft - 1 };
}

/** Each customer once, whatever many lookups found them; none without an id of their own, as guests in some shops are. */
const distinct = (customers: readonly Customer[]): Customer[] => [
  ...new Map(customers.filter((one) => isCountable(one.customerId)).map((one) => [one.customerId, one])).values(),
];

/** The facts that prove this customer; undefined where a said one is not theirs, or what is left proves nothing. */
function factsProving(customer: Customer, { said, orders }: VerificationInput): FactKind[] | undefined {
  const facts = readableFacts(said);
  const matching = factKinds.filter(
    (kind) => facts[kind] !== undefined && isFactOf(kind, facts[kind], customer, orders),
  );
  const isWrong = (kind: FactKind): boolean => facts[kind] !== undefined && !matching.includes(kind);
  if (factKinds.some((kind) => kind !== 'fullName' && isWrong(kind))) return undefined;
  return proofs.some((proof) => proof.every((kind) => matching.includes(kind))) ? matching : undefined;
}

const isAttestedAs = ({ phones }: Customer, callerId: Session['callerId']): boolean => {
  const number = attestedNumber(callerId);
  return number !== undefined && phones.some((phone) => isSamePhone(number, phone));
};

/** The number that the carrier vouches for, in E.164: withheld ones are none. */
const attestedNumber = (callerId: Session['callerId']): string | undefined =>
  callerId?.attested === true ? toE164(callerId.number) : undefined;

/** What must still be said, in the fewest facts: each entry would do. Empty once enough was said to be judged. */
export function missingFacts(said: SaidFacts): readonly (readonly FactKind[])[] {
  const facts = readableFacts(said);
  const open = proofs.map((proof) => proof.filter((kind) => facts[kind] === undefined));
  const fewest = Math.min(...open.map((kinds) => kinds.length));
  const shortest = open.filter((kinds) => kinds.length === fewest && fewest > 0);
  return [...new Map(shortest.map((kinds) => [kinds.join(), kinds])).values()];
}

/**
 * What to ask the shop before deciding: all of it, because whom nobody looked up cannot spoil that a caller id is one
 * customer's alone. Order numbers are in the spellings to try; a shop that knows none may know the orders of a customer.
 */
export function lookupsOf({ callerId, said }: Pick<VerificationInput, 'callerId' | 'said'>): {
  customers: readonly CustomerQuery[];
  orderIds: readonly string[];
} {
  const { email, phone, orderId } = readableFacts(said);
  const orderIds = orderId === undefined ? [] : [...new Set([orderId.trim(), plainOrderNumber(orderId)])];
  const phones = [attestedNumber(callerId), dialledE164(phone)].filter((one) => one !== undefined);
  return {
    customers: [
      ...[...new Set(phones)].map((one) => ({ phone: one })),
      ...(email === undefined ? [] : [{ email: plainEmail(email) }]),
      ...orderIds.map((one) => ({ orderId: one })),
    ],
    orderIds,
  };
}
